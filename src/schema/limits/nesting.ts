import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';

const openers: ReadonlySet<string> = new Set([
  TokenKind.BRACE_L,
  TokenKind.BRACKET_L,
  TokenKind.PAREN_L,
]);
const closers: ReadonlySet<string> = new Set([
  TokenKind.BRACE_R,
  TokenKind.BRACKET_R,
  TokenKind.PAREN_R,
]);

/**
 * Whether brackets are nested more deeply than that. What walks a document later does so by
 * recursion, and runs out of stack some thousand levels down.
 *
 * @param maxTokens The parser refuses a longer document anyway.
 */
export function isNestedBeyond(text: string, maxNesting: number, maxTokens: number): boolean {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  for (let count = 0; count < maxTokens; count += 1) {
    const kind = nextKind(lexer);
    if (kind === undefined) return false;
    if (openers.has(kind)) depth += 1;
    else if (closers.has(kind)) depth -= 1;
    if (depth > maxNesting) return true;
  }
  return false;
}

/** Undefined at the end, and for text that is not GraphQL: the parser reports the fault. */
function nextKind(lexer: Lexer): TokenKind | undefined {
  try {
    const { kind } = lexer.advance();
    return kind === TokenKind.EOF ? undefined : kind;
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}
