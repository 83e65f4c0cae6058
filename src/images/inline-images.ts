import { openAbortScope } from '../util/abort-scope.ts';
import type { ContentPart, ImagePart, Message } from '../codex/completion/request.ts';
import { InvalidRequestError } from '../errors/errors.ts';
import type { ImageFetcher, RequestIds } from './image-fetcher.ts';

/** How many pictures of one conversation are fetched at a time. */
const concurrency = 8;
/** Of one conversation; as OpenAI's limit on the images of a request. */
const maxRemoteImages = 500;
/** Of one conversation's fetched pictures together, as `data:` URLs: OpenAI's limit, in characters. */
const maxTotalLength = 50 * 1024 * 1024;

/** A remote picture, at the first of the places that show it. */
interface RemoteImage {
  readonly url: string;
  readonly param: string;
}

/** The field of a request that holds a part of a message. */
export type PlaceOf = (messageIndex: number, partIndex: number, url: string) => string;

const placeInMessages: PlaceOf = (message, part) =>
  `messages[${message}].content[${part}].image_url.url`;

/**
 * The conversation with every http(s) picture fetched and inlined; each URL is fetched once. Rejects
 * with the first failure, an `InvalidRequestError` that names where the picture stands, and stops
 * fetching then. A conversation without remote pictures costs a walk over its parts.
 *
 * @param placeOf The field that holds a part. Default: `messages[i].content[j].image_url.url`.
 * @param ids Of the request, for the log. Default: none.
 */
export async function inlineImages(
  messages: readonly Message[],
  fetcher: ImageFetcher,
  signal: AbortSignal,
  placeOf: PlaceOf = placeInMessages,
  ids: RequestIds = {},
): Promise<readonly Message[]> {
  const remote = remoteImages(messages, placeOf);
  if (remote.length === 0) return messages;
  const dataUrls = await fetchAll(remote, withIds(fetcher, ids), signal);
  return messages.map((message) => withDataUrls(message, dataUrls));
}

function withIds(fetcher: ImageFetcher, ids: RequestIds): ImageFetcher {
  return { fetch: async (url, param, signal) => await fetcher.fetch(url, param, signal, ids) };
}

/** Whether a picture has to be fetched. */
export function isRemote(url: string): boolean {
  return /^https?:/i.test(url);
}

function remoteImages(messages: readonly Message[], placeOf: PlaceOf): RemoteImage[] {
  const found = new Map<string, RemoteImage>();
  for (const [messageIndex, { content }] of messages.entries()) {
    for (const [index, part] of content.entries()) {
      if (!isRemoteImage(part) || found.has(part.dataUrl)) continue;
      const param = placeOf(messageIndex, index, part.dataUrl);
      if (found.size === maxRemoteImages) {
        throw tooMuch(param, `expected at most ${maxRemoteImages} remote images in a request.`);
      }
      found.set(part.dataUrl, { url: part.dataUrl, param });
    }
  }
  return [...found.values()];
}

/** The `data:` URL of each remote one. */
async function fetchAll(
  remote: readonly RemoteImage[],
  fetcher: ImageFetcher,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const dataUrls = new Map<string, string>();
  const scope = openAbortScope({ signals: [signal] });
  const waiting = remote.values();
  let totalLength = 0;

  const work = async (): Promise<void> => {
    for (const { url, param } of waiting) {
      const dataUrl = await fetcher.fetch(url, param, scope.signal);
      totalLength += dataUrl.length;
      if (totalLength > maxTotalLength) {
        throw tooMuch(param, 'the remote images of the request are more than 50 MB together.');
      }
      dataUrls.set(url, dataUrl);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
  } catch (error) {
    scope.abort(error);
    throw error;
  } finally {
    scope.release();
  }
  return dataUrls;
}

function withDataUrls(message: Message, dataUrls: ReadonlyMap<string, string>): Message {
  if (message.role === 'assistant' || message.role === 'reasoning' || message.role === 'item') {
    return message;
  }
  const content = message.content.map((part) =>
    isRemoteImage(part) ? { ...part, dataUrl: dataUrls.get(part.dataUrl) ?? part.dataUrl } : part,
  );
  return { ...message, content };
}

function isRemoteImage(part: ContentPart): part is ImagePart {
  return part.type === 'image' && isRemote(part.dataUrl);
}

function tooMuch(param: string, reason: string): InvalidRequestError {
  return new InvalidRequestError('invalid_value', `Invalid '${param}': ${reason}`, { param });
}
