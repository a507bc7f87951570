import type { Wire } from '../wire.ts';
import type { components, operations } from './__generated__/rest.ts';

export type Document = components['schemas']['Document'];
type LocationAnswer = operations['getUploadLocation']['responses'][200]['content']['application/json'];
type ColumnsAnswer = operations['listColumnValues']['responses'][200]['content']['application/json'];

export type Line = NonNullable<Document['lines']>[number];
export type ColumnValue = NonNullable<ColumnsAnswer['items']>[number];

export type WireDocumentsPage = Wire<components['schemas']['DocumentsPage']>;
export type WireDocument = Wire<Document>;
export type WireLine = Wire<Line>;
export type WireColumnsPage = Wire<ColumnsAnswer>;
export type WireColumnValue = Wire<ColumnValue>;
export type WireUploadLocation = Wire<LocationAnswer>;
