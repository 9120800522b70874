import { namespacesCreated } from './namespaces-created.ts'

/** Pack redshift-serverless: namespaces, workgroups and who may reach them. */
export const REDSHIFT_SERVERLESS = [namespacesCreated] as const
