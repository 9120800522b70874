import { get } from 'node:http'
import { argv, stdout } from 'node:process'

// node lines.ts ADDRESS: reads the same bytes over HTTP, and counts their lines without the header.

let lines = 0
let rest = ''
get(`${argv[2]}/bench/object.csv`, async answer => {
  answer.setEncoding('utf8')
  for await (const piece of answer) {
    const found = (rest + (piece as string)).split('\n')
    rest = found.pop() ?? ''
    lines += found.length
  }
  stdout.write(`${lines - 1}\n`)
})
