/** What a query answers with: values as Athena renders them, null for NULL. */
export interface Answer {
  readonly columns: readonly AnswerColumn[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** A result object that was made before: rows is ignored for the object then. */
  readonly object?: Buffer
}

export interface AnswerColumn {
  readonly name: string
  /** As `ColumnInfo.Type` says it: the outer word only. */
  readonly type: string
  readonly precision?: number
  readonly scale?: number
}

/**
 * The result object of a SELECT: UTF-8, LF, a header row, every value between double quotes with its own doubled, and
 * nothing at all for NULL (PyAthena, docs/null_handling, tested on AWS).
 */
export function csvOf({ columns, rows, object }: Answer): Buffer {
  if (object !== undefined) return object
  const line = (values: readonly (string | null)[]) =>
    values.map(value => (value === null ? '' : `"${value.replaceAll('"', '""')}"`)).join(',')
  return Buffer.from([columns.map(({ name }) => name), ...rows].map(values => `${line(values)}\n`).join(''))
}

/**
 * What lies beside the result object: a protobuf message with a field 4 for each column, in which 1 is the catalog, 4 the
 * name, 5 the label, 6 the type, 7 precision, 8 scale (burtcorp/athena-jdbc, AthenaMetaDataParser).
 */
export function metadataOf({ columns }: Answer): Buffer {
  const text = (number: number, value: string | Buffer) => {
    const bytes = Buffer.from(value)
    return Buffer.concat([Buffer.from([number * 8 + 2, ...varint(bytes.length)]), bytes])
  }
  const column = ({ name, type, precision = 0, scale = 0 }: AnswerColumn) =>
    Buffer.concat([
      ...[text(1, 'hive'), text(4, name), text(5, name), text(6, type)],
      Buffer.from([7 * 8, ...varint(precision), 8 * 8, ...varint(scale), 9 * 8, 3, 10 * 8, 1]),
    ])
  return Buffer.concat([text(1, 'other'), ...columns.map(each => text(4, column(each)))])
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]
}

/** A page of GetQueryResults. Its rows start with the header where `header` is set; `from` counts the header too. */
export function pageOf(answer: Answer, header: boolean, from: number, size: number) {
  const all = header ? answer.rows.length + 1 : answer.rows.length
  const to = Math.min(from + size, all)
  const rows: { Data: { VarCharValue?: string }[] }[] = []
  for (let at = from; at < to; at++) {
    const index = header ? at - 1 : at
    const values = index < 0 ? answer.columns.map(({ name }) => name) : (answer.rows[index] ?? [])
    rows.push({ Data: values.map(value => (value === null ? {} : { VarCharValue: value })) })
  }
  return {
    next: to < all ? to : undefined,
    resultSet: {
      Rows: rows,
      ResultSetMetadata: {
        ColumnInfo: answer.columns.map(({ name, type, precision = 0, scale = 0 }) => ({
          CatalogName: 'hive',
          SchemaName: '',
          TableName: '',
          Name: name,
          Label: name,
          Type: type,
          Precision: precision,
          Scale: scale,
          Nullable: 'UNKNOWN',
          CaseSensitive: type === 'varchar',
        })),
      },
    },
  }
}
