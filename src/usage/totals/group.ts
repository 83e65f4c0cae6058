/** What the totals are kept by, as it is stored: '' where there is none, or where it is not known. */
export interface Group {
  readonly model: string;
  readonly key_name: string;
  readonly surface: string;
  readonly program: string;
  readonly status: string;
  readonly error_code: string;
  readonly effort: string;
}

/** The columns of a group. */
export const groupColumns = [
  'model',
  'key_name',
  'surface',
  'program',
  'status',
  'error_code',
  'effort',
] as const satisfies readonly (keyof Group)[];
