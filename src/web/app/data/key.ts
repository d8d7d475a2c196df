/**
 * A key for a command (Idempotency-Key): UUIDv7, as the service finds keys that were made one after the other on the
 * same page of its index.
 */
export { v7 as newKey } from 'uuid';
