import type { CompletionEnums } from '../chat/completion-enums.ts';
import type { Builder } from '../kit/builder.ts';
import type { ErrorCodeRef } from '../kit/error-code.ts';
import { addCompletionRecord } from './completion-record-type.ts';
import { addFaultTypes } from './fault-types.ts';
import { addRecordsQuery } from './records-field.ts';
import { addUsageQuery } from './usage-fields.ts';
import { addUsageReport } from './usage-report-type.ts';

/** What completions used, and the records of those that ended. */
export function addUsageFeature(
  builder: Builder,
  enums: CompletionEnums,
  errorCode: ErrorCodeRef,
): void {
  addUsageReport(builder, enums, errorCode);
  addCompletionRecord(builder);
  addFaultTypes(builder, enums, errorCode);
  addRecordsQuery(builder, enums, addUsageQuery(builder, enums, errorCode));
}
