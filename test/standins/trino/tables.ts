import type { Answer } from './server.ts'

const SHOWN = ['Column', 'Type', 'Extra', 'Comment'].map(name => ({ name, type: 'varchar' }))

/** What a server answers that has one table of raw files, partitioned by account, region and day. */
export function rawTable(answer: (sql: string) => Answer): (sql: string) => Answer {
  return sql => {
    if (sql.startsWith('SHOW COLUMNS')) {
      const keys = ['account', 'region', 'day'].map(key => [key, 'varchar', 'partition key', ''])
      return { columns: SHOWN, pages: [[['records', 'array(varchar)', '', ''], ...keys]] }
    }
    if (!sql.startsWith('SHOW CREATE')) return answer(sql)
    const made = `CREATE TABLE hive.security.cloudtrail (
      records array(varchar),
      day varchar WITH (partition_projection_format = 'yyyy/MM/dd')
    ) WITH (partition_projection_enabled = true)`
    return { columns: [{ name: 'Create Table', type: 'varchar' }], pages: [[[made]]] }
  }
}

/** One of columns as in `events`, and no more of them than these. */
export function typedTable(columns: readonly string[], answer: (sql: string) => Answer): (sql: string) => Answer {
  return sql =>
    sql.startsWith('SHOW COLUMNS')
      ? { columns: SHOWN, pages: [columns.map(name => [name, 'varchar', '', ''])] }
      : answer(sql)
}
