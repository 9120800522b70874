import { argv, stdout } from 'node:process'
import { setTimeout } from 'node:timers/promises'

// node pages-alone.ts ROWS MS: as long as the pages of an answer take one after the other.

const rows = Number(argv[2])
for (let page = 0; page < Math.ceil((rows + 1) / 1000); page++) await setTimeout(Number(argv[3]))
stdout.write(`${rows}\n`)
