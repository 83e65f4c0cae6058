/** The wire form of one error code over REST and GraphQL, and its text in the documents. */
export interface ErrorRow {
  /** HTTP status of the REST answer when nothing has been sent yet. */
  readonly status: number;
  /** OpenAI's `error.type`. */
  readonly type: string;
  /** OpenAI's `error.code`; null where OpenAI sends none. */
  readonly wireCode: string | null;
  /** Sent as `x-should-retry`; absent leaves the client's own rule for the status in force. */
  readonly shouldRetry?: boolean;
  /** What has happened. */
  readonly meaning: string;
  /** What the client's side can do about it. */
  readonly advice: string;
}

/** The text about a code in the documents. */
type Texts = Pick<ErrorRow, 'meaning' | 'advice'>;

/** The request has a fault. */
export const invalid = (wireCode: string | null, texts: Texts, status = 400): ErrorRow => ({
  status,
  type: 'invalid_request_error',
  wireCode,
  ...texts,
});

/** Rate limits and quotas. */
export const rateLimit = (wireCode: string, texts: Texts): ErrorRow => ({
  status: 429,
  type: 'rate_limit_error',
  wireCode,
  ...texts,
});

/** Codex, the service or the gateway is at fault. */
export const server = (wireCode: string, status: number, texts: Texts): ErrorRow => ({
  status,
  type: 'server_error',
  wireCode,
  ...texts,
});
