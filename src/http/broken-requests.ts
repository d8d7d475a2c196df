import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { problemDocument } from '../wire/problems.ts';

const CODES = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-too-slow',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
} as const;

/**
 * For what is no HTTP, or never becomes a whole request: Node gives it up before there is one that could be answered,
 * so the answer is written to the connection. Nobody knows the language that is wanted.
 */
export function sendBrokenRequest(error: ConnectionError, client: Socket): void {
  if (error.code === 'ECONNRESET' || !client.writable) return;
  const code = CODES[error.code as keyof typeof CODES] ?? 'malformed-request';
  const document = problemDocument(code, {}, 'th', randomUUID());
  const body = JSON.stringify(document);
  client.end(
    [
      `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status]}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  client.destroySoon();
}
