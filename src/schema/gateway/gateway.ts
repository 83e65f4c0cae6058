import type { Builder } from '../kit/builder.ts';
import { addGatewayFields } from './gateway-fields.ts';
import { addHealth } from './health-type.ts';
import { addProcessFields } from './process-fields.ts';
import { addUsageDatabase } from './usage-database-type.ts';
import { addStore } from './store-type.ts';
import { addModel } from './model-type.ts';
import { addSettings } from './setting-type.ts';
import { addViewer, addViewerFields } from './viewer-type.ts';

/** The gateway's health, its version, the models of its login, and who asks. */
export function addGatewayFeature(builder: Builder): void {
  addModel(builder);
  addHealth(builder);
  addStore(builder);
  addUsageDatabase(builder);
  addProcessFields(builder);
  addViewer(builder);
  addGatewayFields(builder);
  addViewerFields(builder);
  addSettings(builder);
}
