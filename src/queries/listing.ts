// Printed by `make sync` from the queries' declarations; not edited by hand.

/** What `trailq list` shows of a query. */
export interface ListedQuery {
  readonly id: string
  readonly pack: string
  readonly question: string
}

/** Every canned query, in the order of its pack. */
export const LISTING: readonly ListedQuery[] = [
  {
    id: 'failed-calls',
    pack: 'core',
    question: 'Which API calls failed, how often, for whom, and what did they say?',
  },
  {
    id: 'who-did',
    pack: 'core',
    question: 'Who made this API call, when, from where, on what?',
  },
  {
    id: 'top-callers',
    pack: 'core',
    question: 'Who calls the most?',
  },
  {
    id: 'activity-timeline',
    pack: 'core',
    question: 'What happened, in order?',
  },
  {
    id: 'access-denied',
    pack: 'core',
    question: 'Who is being denied what?',
  },
  {
    id: 'changes',
    pack: 'core',
    question: 'What was created, changed or deleted?',
  },
  {
    id: 'error-trend',
    pack: 'core',
    question: 'Are failures rising?',
  },
  {
    id: 'top-events',
    pack: 'core',
    question: 'Which APIs are called most?',
  },
  {
    id: 'new-callers',
    pack: 'core',
    question: 'Which callers, addresses or keys appeared for the first time?',
  },
  {
    id: 'log-coverage',
    pack: 'core',
    question: 'What data do I actually have (accounts, regions, days, gaps, duplicates)?',
  },
  {
    id: 'identity-types',
    pack: 'core',
    question: 'Were requests made by root, IAM users, temporary role or federated credentials, or another AWS service?',
  },
  {
    id: 'redshift-serverless-namespaces-created',
    pack: 'redshift-serverless',
    question: 'Who created Redshift Serverless namespaces?',
  },
  {
    id: 'dynamodb-describe-volume',
    pack: 'dynamodb',
    question: 'How many DescribeTable (and other describe) calls per table, by whom?',
  },
]
