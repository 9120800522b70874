import { type Engine, type EngineQuestion, eventsSelect, type Scope } from '../events/index.ts'
import { compileSql } from '../sql/compile.ts'

/**
 * A question that holds SQL text from outside: the engine has the last word on what it reads, and what it has judged is
 * what runs.
 *
 * @throws TrailqError BAD_SQL, NOT_A_SELECT, OUT_OF_SCOPE, RESERVED_NAME
 */
export async function judged(
  engine: Engine,
  scope: Scope,
  text: string,
  types?: EngineQuestion['types'],
): Promise<EngineQuestion> {
  const question = await engine.readText(text)
  return {
    scope,
    ...(types === undefined ? {} : { types }),
    sql: source =>
      question.sql(compileSql(eventsSelect(question.columns, scope, source).toOperationNode(), engine.spellings)),
  }
}
