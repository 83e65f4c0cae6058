import { InvalidRequestError } from '../../../errors/errors.ts';
import type { ImageFetcher } from '../../../images/image-fetcher.ts';

/** Refuses every remote picture, where fetching them is off. */
export const noRemoteImages: ImageFetcher = {
  async fetch(_url, param) {
    throw new InvalidRequestError(
      'unsupported_value',
      `Unsupported value: '${param}' must be an inline data: URL. Remote image URLs are turned off.`,
      { param },
    );
  },
};
