/**
 * What an event of a turn shows about the contact with the service: the service answered, with or
 * without an error; no connection was made; or a connection broke before an answer.
 */
export type Contact = 'answered' | 'unreachable' | 'broken';
