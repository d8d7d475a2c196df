import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Account } from '../app/ports.ts';
import type { Operation } from '../auth/permissions.ts';
import type { Language } from '../wire/problems.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the permission table decides about; every route has one. */
    operation?: Operation;
  }
  interface FastifyRequest {
    /** Who is signed in; null on routes that are for anyone. */
    account: Account | null;
    /** The token that the account was found by. */
    sessionToken: string | null;
    /** Language of what is said to a person. */
    lang: Language;
  }
}

/** A Fastify instance whose routes take zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;
