// Loaded with `node --import`: writes which packages of OpenTelemetry are asked for, and, with
// MISSING=1, says that they are not installed.
import { register } from 'node:module';

const hooks = `
  import { writeSync } from 'node:fs';
  export async function resolve(specifier, context, next) {
    if (!specifier.startsWith('@opentelemetry/')) return next(specifier, context);
    writeSync(2, 'asked for ' + specifier + '\\n');
    if (process.env.MISSING !== '1') return next(specifier, context);
    const error = new Error("Cannot find package '" + specifier + "' imported from a test");
    error.code = 'ERR_MODULE_NOT_FOUND';
    throw error;
  }
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
