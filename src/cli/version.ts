import packageJson from '../../package.json' with { type: 'json' }

/** The version of trailq, as package.json says. */
export const version: string = packageJson.version
