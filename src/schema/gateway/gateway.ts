import type { Builder } from '../kit/builder.ts';
import { addGatewayFields } from './gateway-fields.ts';
import { addHealth } from './health-type.ts';
import { addStore } from './store-type.ts';
import { addModel } from './model-type.ts';

/** The gateway's health, its version and the models of its login. */
export function addGatewayFeature(builder: Builder): void {
  addModel(builder);
  addHealth(builder);
  addStore(builder);
  addGatewayFields(builder);
}
