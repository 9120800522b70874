// What lives here: what CloudTrail is (fields, file families, S3 layout, regions, services, time). No SQL, no I/O.
// It may import ../errors.ts and nothing else; no node: module, no package.
// To add a fact: put it into the file named after it (a field into fields/, a service into services/), export it below.
export { parseAccount } from './accounts.ts'
export { dayOf, isoInstant } from './calendar.ts'
export { type DayRange, deliveryDays, listDays } from './delivery-days.ts'
export {
  type EventCategory,
  FAMILIES,
  FAMILY_NAMES,
  type Family,
  familyOfCategory,
  familyOfFolder,
  fileMarker,
} from './families.ts'
export {
  columnName,
  DIGEST_FIELDS,
  EVENT_FIELDS,
  type EventField,
  type EventVersion,
  FIELDS,
  type Field,
  type FieldCategory,
  type FieldColumn,
  type FieldPath,
  type FieldType,
  fieldByColumn,
  fieldByPath,
  type JsonShape,
  type RecordField,
} from './fields/index.ts'
export { type Delivery, parseFileName } from './file-name.ts'
export { foreignLog } from './foreign-log.ts'
export { type RecordShape, type ShapeMember, shapeAt, topName } from './record-shape.ts'
export {
  isRegion,
  type KnownRegion,
  PARTITION_NAMES,
  PARTITIONS,
  type Partition,
  parseRegion,
  partitionOf,
  REGIONS,
} from './regions.ts'
export { familyFolder, type KeyParts, type ParsedKey, parseKey, printKey } from './s3-layout.ts'
export type { Action, ActionKind } from './services/action.ts'
export { type KnownService, SERVICES } from './services/index.ts'
export { actionsOf, EVENT_NAMES, knownEventName, resolveService, SERVICE_NAMES, serviceOf } from './services.ts'
export { parseTime, resolveWindow, TIME_FORMS, type TimeWindow } from './time.ts'
