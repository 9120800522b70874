import { describe, expect, test } from 'vitest'
import { JUPYTER_DISPLAY, toDisplay } from '../../../src/output/index.ts'
import { columns } from './print.ts'

describe('toDisplay', () => {
  test('the same table twice, escaped', async () => {
    const rows = [
      { name: '<script>alert("1")</script>&\u202e', n: 3 },
      { name: '', n: null },
    ]
    expect(await toDisplay(columns('name text', 'n bigint'), rows)).toEqual({
      'text/html': `<table>
<thead><tr><th style="text-align:left">name</th><th style="text-align:right">n</th></tr></thead>
<tbody>
<tr><td style="text-align:left">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;\\u202e</td><td style="text-align:right">3</td></tr>
<tr><td style="text-align:left">&quot;&quot;</td><td></td></tr>
</tbody>
</table>
`,
      'text/plain': `name                                n
──────────────────────────────────  ─
<script>alert("1")</script>&\\u202e  3
""
`,
    })
  })

  test('shows the first rows and says how many there are', async () => {
    const rows = Array.from({ length: 250 }, (_, n) => ({ n }))
    const shown = await toDisplay(columns('n bigint'), rows)
    expect(shown['text/html'].match(/<tr>/g)).toHaveLength(101)
    expect(shown['text/html']).toContain('<p>first 100 of 250 rows</p>')
    expect(shown['text/plain']).toMatch(/\n99\nfirst 100 of 250 rows\n$/)
    expect((await toDisplay(columns('n bigint'), rows, { limit: 300 }))['text/html']).not.toContain('first')
  })

  test('long values are cut', async () => {
    const html = (await toDisplay(columns('t text'), [{ t: 'x'.repeat(10_000) }]))['text/html']
    expect(html).toContain(`${'x'.repeat(500)}…</td>`)
  })

  test('the symbol is the one that kernels look for', async () => {
    expect(JUPYTER_DISPLAY).toBe(Symbol.for('Jupyter.display'))
  })
})
