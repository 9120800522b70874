import type { Command } from 'commander'

import { didYouMean, TrailqError } from '../errors.ts'
import { flagName } from '../param.ts'
import { QUERIES } from '../queries/index.ts'
import type { AnyQuery } from '../trail/question.ts'
import { print } from './terminal.ts'

type Words = Readonly<Record<string, readonly string[]>>

/** `trailq completion SHELL`: what the shell needs to complete commands, queries and flags. */
export async function completion(shell: string, program: Command): Promise<number> {
  const write = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined
  if (write === undefined) {
    const names = Object.keys(SHELLS)
    throw new TrailqError('BAD_PARAMETER', `There is no completion for '${shell}'.${didYouMean(shell, names)}`, {
      next: `Shells: ${names.join(', ')}.`,
    })
  }
  await print(write(wordsOf(program)))
  return 0
}

/** What can follow each command; a query's own flags stand under its id. */
function wordsOf(program: Command): Words {
  const ids = QUERIES.map(({ id }) => id)
  const entries = program.commands.map(command => {
    const flags = command.options.flatMap(({ long }) => long ?? [])
    const own: Words = { run: ids, show: ids, table: ['plan', 'apply'] }
    return [command.name(), [...(own[command.name()] ?? []), ...flags]]
  })
  const own = (QUERIES as unknown as readonly AnyQuery[]).map(({ id, params }) => [
    id,
    Object.keys(params).map(name => `--${flagName(name)}`),
  ])
  return Object.fromEntries([...entries, ...own])
}

const SHELLS: Readonly<Record<string, (words: Words) => string>> = {
  bash: words => `# trailq completion for bash: source <(trailq completion bash)
${cases(words)}
_trailq() {
  local current=\${COMP_WORDS[COMP_CWORD]} command=\${COMP_WORDS[1]} words
  if [ "$COMP_CWORD" -eq 1 ]; then words=$(_trailq_words ''); else
    words="$(_trailq_words "$command") $(_trailq_words "\${COMP_WORDS[2]}")"
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ -z "\${COMPREPLY[*]}" ] && COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _trailq trailq`,
  zsh: words => `#compdef trailq
# trailq completion for zsh: source <(trailq completion zsh)
${cases(words)}
_trailq() {
  local found
  if (( CURRENT == 2 )); then found=($(_trailq_words '')); else
    found=($(_trailq_words "\${words[2]}") $(_trailq_words "\${words[3]}"))
  fi
  compadd -a found || _files
}
compdef _trailq trailq`,
  fish: words => fish(words),
}

/** A function of the shell that answers with the words that can follow another. */
function cases(words: Words): string {
  const arms = Object.entries(words).map(([name, next]) => `    ${name}) echo '${next.join(' ')}' ;;`)
  const commands = Object.keys(words).filter(name => !QUERIES.some(({ id }) => id === name))
  return `_trailq_words() {\n  case "$1" in\n    '') echo '${commands.join(' ')}' ;;\n${arms.join('\n')}\n  esac\n}`
}

function fish(words: Words): string {
  const lines = Object.entries(words).flatMap(([name, next]) => {
    const isQuery = QUERIES.some(({ id }) => id === name)
    const here = isQuery ? [] : [`complete -c trailq -n __fish_use_subcommand -f -a ${name}`]
    const after = next.map(word =>
      word.startsWith('--')
        ? `complete -c trailq -n '__fish_seen_subcommand_from ${name}' -l ${word.slice(2)}`
        : `complete -c trailq -n '__fish_seen_subcommand_from ${name}' -f -a ${word}`,
    )
    return [...here, ...after]
  })
  return `# trailq completion for fish: trailq completion fish | source\n${lines.join('\n')}`
}
