import { matchesAny } from '../../events/index.ts'
import { knownEventName } from '../../model/index.ts'
import { choice, flag, list } from '../../param.ts'
import { type Bucket, bucketOf } from '../bucket.ts'
import { sometimes, text, time } from '../column.ts'
import { defineQuery } from '../define.ts'
import { COLUMN, countDistinct, countWhere, type EventsExpression, nullsLast } from '../standard.ts'

/** What tells one row from the next, besides the table, the principal and the time. */
const KEYS = ['account', 'region', 'event_name', 'caller_kind', 'via_service'] as const

export const describeVolume = defineQuery({
  id: 'dynamodb-describe-volume',
  pack: 'dynamodb',
  question: 'How many DescribeTable (and other describe) calls per table, by whom?',
  notes:
    'Most of them are often AWS itself: Application Auto Scaling describes each table that it scales; --exclude-aws leaves that out. A table that was deleted and made again under its name counts as one.',
  needs: ['management-reads'],
  params: {
    event: {
      ...list(
        'Only these API calls of DynamoDB (DescribeTable unless others are named); * stands for any text.',
        'name',
        asAwsWritesIt,
      ),
      initial: ['DescribeTable'],
    },
    allDescribes: flag('Count all Describe* and List* calls.'),
    byCaller: flag('A row for each principal.'),
    bucket: choice('Cut by time.', ['none', 'hour', 'day'], 'none'),
  },
  columns: {
    bucket: sometimes(time('The start of the hour, or the day, UTC.')),
    table_name: text('The table; (all tables) for calls that list them.'),
    account: COLUMN.account,
    region: COLUMN.region,
    event_name: COLUMN.event_name,
    principal: sometimes(COLUMN.principal),
    caller_kind: COLUMN.caller_kind,
    via_service: COLUMN.via_service,
    events: COLUMN.events,
    throttled: COLUMN.throttled,
    failed: COLUMN.failed,
    callers: COLUMN.callers,
    source_ips: COLUMN.source_ips,
    first_seen: COLUMN.first_seen,
    last_seen: COLUMN.last_seen,
  },
  build(db, { event, allDescribes, byCaller, bucket }) {
    const cut = bucket !== 'none'
    const unit = bucket as Bucket
    return db
      .selectFrom('events')
      .$if(cut, qb => qb.select(eb => bucketOf(eb, unit).as('bucket')))
      .select(eb => tableName(eb).as('table_name'))
      .select(['account', 'region', 'event_name'])
      .$if(byCaller, qb => qb.select('principal'))
      .select(['caller_kind', 'via_service'])
      .select(eb => [
        eb.fn.countAll<number>().as('events'),
        countWhere(eb, eb('error_class', '=', 'throttled')).as('throttled'),
        countWhere(eb, eb('failed', '=', true)).as('failed'),
        countDistinct(eb, 'caller').as('callers'),
        countDistinct(eb, 'source_ip_address').as('source_ips'),
        eb.fn.min('event_time').as('first_seen'),
        eb.fn.max('event_time').as('last_seen'),
      ])
      .where('service', 'in', ['dynamodb', 'streams.dynamodb'])
      .where(eb => matchesAny(eb.ref('event_name'), allDescribes ? ['Describe*', 'List*'] : event))
      .$if(cut, qb => qb.groupBy(eb => bucketOf(eb, unit)))
      .groupBy(tableName)
      .groupBy(KEYS)
      .$if(byCaller, qb => qb.groupBy('principal'))
      .$if(cut, qb => qb.orderBy('bucket', nullsLast))
      .orderBy('events', 'desc')
      .orderBy('table_name', nullsLast)
      .$call(qb => KEYS.reduce((ordered, key) => ordered.orderBy(key, nullsLast), qb))
      .$if(byCaller, qb => qb.orderBy('principal', nullsLast))
  },
})

/** The table; calls that list tables and the like name none. */
function tableName(eb: EventsExpression) {
  const lists = eb.fn<boolean>('starts_with', ['event_name', eb.val('List')])
  const all = eb.case().when(lists).then(eb.val('(all tables)')).end()
  return eb.fn.coalesce('resource', all)
}

/** describetable as DescribeTable; what is not known stays as it is. */
function asAwsWritesIt(name: string): string | readonly string[] {
  const known = knownEventName(name)
  return known.length === 0 ? name : known
}
