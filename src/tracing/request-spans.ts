import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Span, Tracer } from '@opentelemetry/api';
import { factsOf } from '../http/request-facts.ts';
import type { RequestTracer } from '../http/request-tracer.ts';
import type { Contexts } from './contexts.ts';
import { nameOf, requestAttributes, routeOf } from './http-attributes.ts';
import type { Libraries } from './libraries.ts';

/** Paths that are asked all the time and say nothing of an answer, beside probes. */
const untraced = /^\/(?:metrics|ui|favicon\.ico)(?:[/?]|$)/i;

/**
 * Spans of HTTP requests, by the conventions for HTTP servers, and of operations on WebSockets.
 * https://opentelemetry.io/docs/specs/semconv/http/http-spans/ (1.44)
 */
export function createRequestSpans(
  { api }: Libraries,
  tracer: Tracer,
  contexts: Contexts,
): RequestTracer {
  const { SpanKind, SpanStatusCode } = api;

  function begin(id: string, req: IncomingMessage): Span {
    const span = tracer.startSpan(
      nameOf(req),
      {
        kind: SpanKind.SERVER,
        attributes: { ...requestAttributes(req), 'codex_serve.request.id': id },
      },
      contexts.continued([req.headers]),
    );
    contexts.begun(id, span);
    return span;
  }

  /** Only a fault of the server's side makes the span of a server one of an error. */
  function end(id: string, span: Span, status: number, req: IncomingMessage): void {
    const { code, operation, operationName } = factsOf(req);
    if (code !== undefined) span.setAttribute('codex_serve.error.code', code);
    if (operation !== undefined) span.setAttribute('graphql.operation.type', operation);
    if (operationName !== undefined) span.setAttribute('graphql.operation.name', operationName);
    const route = routeOf(req);
    if (route !== undefined) {
      span.setAttribute('http.route', route);
      span.updateName(`${nameOf(req)} ${route}`);
    }
    span.setAttribute('http.response.status_code', status);
    if (status >= 500) {
      span.setAttribute('error.type', code ?? String(status));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
    contexts.ended(id);
  }

  return {
    request(id, req, res: ServerResponse) {
      if (untraced.test(req.url ?? '')) return;
      const span = begin(id, req);
      res.once('close', () => {
        if (!res.writableFinished) span.setAttribute('codex_serve.client.left', true);
        end(id, span, res.statusCode, req);
      });
    },
    refusedUpgrade: (id, req, status) => end(id, begin(id, req), status, req),
    operation({ id, name, attributes, carriers }) {
      const span = tracer.startSpan(
        name,
        { kind: SpanKind.SERVER, attributes },
        contexts.continued(carriers),
      );
      contexts.begun(id, span);
      return (code) => {
        if (code !== null) {
          span.setAttribute('error.type', code);
          span.setStatus({ code: SpanStatusCode.ERROR, message: code });
        }
        span.end();
        contexts.ended(id);
      };
    },
    idsOf: (id) => contexts.idsOf(id),
  };
}
