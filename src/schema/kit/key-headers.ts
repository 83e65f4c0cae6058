import { commonKeyHeaders } from '../../http/access/credentials.ts';

/** The headers that may hold a key; the same names count in the payload of `connection_init`. */
export const graphqlKeyHeaders = commonKeyHeaders;
