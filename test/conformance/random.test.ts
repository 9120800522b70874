import { FIXTURES } from '../events/records/index.ts'
import { oddTrail } from '../queries/trails.ts'
import { IN_UTC, inTurn } from './legs.ts'
import { deliver, gathered } from './place.ts'
import { randomQuestions } from './random-questions.ts'
import { suite } from './suite.ts'

// Questions put together by chance over all records that were made by hand.

const SEED = 20_261_005
const QUESTIONS = 40

function write(folder: string): void {
  using trail = oddTrail()
  // A request that is a text with JSON in it is another thing in Athena's columns: marks.ts has it.
  const fixtures = FIXTURES.filter(({ record }) => typeof record['requestParameters'] !== 'string')
  deliver(folder, [...gathered(trail.path), ...fixtures.map(({ record, delivered }) => ({ record, place: delivered }))])
}

suite(`random questions (seed ${SEED})`, { schema: 'random', write, legs: IN_UTC }, ({ same }) => {
  for (const [i, { says, ask }] of randomQuestions(SEED, QUESTIONS).entries())
    same(`${i + 1}: ${says}`, async trail => ({ rows: await ask(trail.scope({ allTime: true, dedupe: true })) }), {
      legs: inTurn(IN_UTC, i),
    })
})
