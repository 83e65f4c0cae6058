/** A function's arguments as every client can parse them: `{}` where the model wrote nothing. */
export function functionArguments(input: string): string {
  return input.trim() === '' ? '{}' : input;
}
