/** What an action does to its resource. */
export type ActionKind =
  | 'create'
  | 'update'
  | 'scale'
  | 'delete'
  | 'restore'
  | 'backup'
  | 'operate'
  | 'permission'
  | 'tag'
  | 'purchase'
  | 'write'
  | 'read'

/** Actions of one kind by name, each with the request parameters that name its resource, best first. */
type ActionsByName = Readonly<Record<string, readonly string[]>>

/** The declaration of a service's actions, by the category of event they leave and by kind. */
export interface ServiceActions {
  readonly management?: Readonly<Partial<Record<ActionKind, ActionsByName>>>
  readonly data?: Readonly<Partial<Record<ActionKind, ActionsByName>>>
}

/** An API action of a service. */
export interface Action {
  /** As eventName spells it. */
  readonly name: string
  /** The kind of event it leaves. Data events are logged only where the trail was told to. */
  readonly category: 'management' | 'data'
  readonly kind: ActionKind
  /** What readOnly says as a rule: for records that lack it. */
  readonly access: 'read' | 'write'
  /** Paths below requestParameters that name the resource, best first; `[]` follows the name of a list. */
  readonly resource: readonly string[]
}

/** The actions of a declaration, by name. */
export function listActions(declared: ServiceActions): readonly Action[] {
  const actions: Action[] = []
  for (const category of ['management', 'data'] as const) {
    for (const [word, byName] of Object.entries(declared[category] ?? {})) {
      const kind = word as ActionKind
      const access = kind === 'read' ? 'read' : 'write'
      for (const [name, resource] of Object.entries(byName)) actions.push({ name, category, kind, access, resource })
    }
  }
  return actions.sort((a, b) => (a.name < b.name ? -1 : 1))
}
