import { didYouMean, TrailqError } from '../errors.ts'
import { LISTING } from '../queries/listing.ts'
import { formatNamed, formatted } from './rows-out.ts'
import { say } from './terminal.ts'

const COLUMNS = ['query', 'pack', 'question'].map(name => ({ name, type: 'text' as const }))

/** `trailq list`: the catalogue, searched in ids, packs and questions. */
export async function list(word: string | undefined, options: { pack?: string; format?: string }): Promise<number> {
  const packs = [...new Set(LISTING.map(({ pack }) => pack))]
  if (options.pack !== undefined && !packs.includes(options.pack)) {
    throw new TrailqError('UNKNOWN_PACK', `There is no pack '${options.pack}'.${didYouMean(options.pack, packs)}`, {
      next: `Packs: ${packs.join(', ')}.`,
    })
  }
  const wanted = word?.toLowerCase() ?? ''
  const found = LISTING.filter(({ id, pack, question }) => {
    const inPack = options.pack === undefined || pack === options.pack
    return inPack && `${id} ${pack} ${question}`.toLowerCase().includes(wanted)
  })
  const rows = found.map(({ id, pack, question }) => ({ query: id, pack, question }))
  await formatted(formatNamed(options.format ?? 'table'), COLUMNS, rows)
  if (rows.length === 0) say(`No query speaks of '${word}'. 'trailq list' shows all ${LISTING.length}.`)
  return 0
}
