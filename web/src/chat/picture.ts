/** A picture that goes along with a prompt. */
export interface Picture {
  readonly name: string;
  /** A `data:` URL that holds it. */
  readonly url: string;
  /** Of the file, in bytes. */
  readonly size: number;
}

/** The kinds of pictures that the models see. */
export const pictureTypes: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
];

/** The largest picture that the page takes, in bytes. */
export const maxPictureBytes = 10_000_000;

/** Why a file is not taken; undefined for a picture that is. */
export function pictureFault({
  name,
  type,
  size,
}: {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}): string | undefined {
  if (!pictureTypes.includes(type)) {
    return `${name} is not a picture of a known kind: use PNG, JPEG, GIF or WebP.`;
  }
  if (size > maxPictureBytes) return `${name} is larger than ${maxPictureBytes / 1e6} MB.`;
  return undefined;
}
