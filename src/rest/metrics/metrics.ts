import type { RequestHandler } from 'express';
import { CodexServeError } from '../../errors/errors.ts';
import { callerOf } from '../../http/access/caller-of.ts';
import type { Metrics } from '../../metrics/create-metrics.ts';

/** With their versions, because clients ask for them so. */
const plain = 'text/plain; version=0.0.4';
const openMetrics = 'application/openmetrics-text; version=1.0.0';

/**
 * `GET /metrics`: all metrics as text, for callers that see everything. OpenMetrics for a client that
 * prefers it, as Prometheus does; else the plain text format of Prometheus.
 */
export function createMetricsHandler(metrics: Metrics): RequestHandler {
  return async (req, res) => {
    if (!callerOf(req).seesAll) throw notPermitted();
    const isOpen = req.accepts([plain, openMetrics]) === openMetrics;
    const { contentType, text } = await metrics.write(isOpen ? 'openmetrics' : 'text');
    res.vary('accept');
    res.set('cache-control', 'no-store').set('content-type', contentType).send(text);
  };
}

function notPermitted(): CodexServeError {
  return new CodexServeError(
    'not_permitted',
    'The metrics are for callers that see everything: send the admin token, or an API key that --admin-keys names. Guest pages never get them.',
  );
}
