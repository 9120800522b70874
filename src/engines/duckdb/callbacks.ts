import {
  BOOLEAN,
  type DuckDBConnection,
  DuckDBScalarFunction,
  DuckDBTableFunction,
  type DuckDBVector,
  VARCHAR,
} from '@duckdb/node-api'

import { ODD_FILES, READ_LEFT, REJECT } from './source.ts'

/** What the SQL of a session calls back: see source.ts. None of it may throw. */
export interface Callbacks {
  /** The odd files, one after the other, each in one or more parts: `{"Records":[…]}` as JSON text. */
  readOdd(): Iterator<{ readonly text: string; readonly path: string }>
  /** What DuckDB's reader could not take of a file that it has read; once, then NULL. */
  readLeft(path: string): string | null
  /** Takes note of an element that is not of events: of another family, or no record at all. */
  reject(path: string, category: string | null): void
}

/** Makes the callbacks known to DuckDB. They run on the event loop, which has its turn between two calls. */
export function register(connection: DuckDBConnection, callbacks: Callbacks): void {
  connection.registerTableFunction(oddFiles(callbacks))
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: READ_LEFT,
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      volatile: true,
      mainFunction: (_info, input, output) => {
        const paths = input.getColumnVector(0)
        for (let row = 0; row < input.rowCount; row++) {
          output.setItem(row, callbacks.readLeft(String(paths.getItem(row))))
        }
        output.flush()
      },
    }),
  )
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: REJECT,
      parameterTypes: [VARCHAR, VARCHAR],
      returnType: BOOLEAN,
      volatile: true,
      // Or it would not be called where the category is NULL.
      specialHandling: true,
      mainFunction: (_info, input, output) => {
        const [paths, categories] = [input.getColumnVector(0), input.getColumnVector(1)]
        for (let row = 0; row < input.rowCount; row++) {
          callbacks.reject(String(paths.getItem(row)), textOf(categories, row))
          output.setItem(row, false)
        }
        output.flush()
      },
    }),
  )
}

/** A table with a row for each part of an odd file. One row at a time: many at once would hold the event loop. */
function oddFiles(callbacks: Callbacks): DuckDBTableFunction {
  return DuckDBTableFunction.create({
    name: ODD_FILES,
    bindFunction: info => {
      info.addResultColumn('text', VARCHAR)
      info.addResultColumn('filename', VARCHAR)
    },
    // Each use of the table reads anew.
    initFunction: info => info.setInitData({ parts: callbacks.readOdd() }),
    mainFunction: (info, output) => {
      const { parts } = info.getInitData() as { parts: ReturnType<Callbacks['readOdd']> }
      const next = parts.next()
      output.rowCount = next.done === true ? 0 : 1
      if (next.done === true) return
      for (const [column, text] of [next.value.text, next.value.path].entries()) {
        const vector = output.getColumnVector(column)
        vector.setItem(0, text)
        vector.flush()
      }
    },
  })
}

function textOf(vector: DuckDBVector, row: number): string | null {
  const value = vector.getItem(row)
  return value === null ? null : String(value)
}
