import { hash as digest, randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the parameters of the OWASP password storage guide: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPin = (pin: string): Promise<string> => hash(pin, ARGON2ID);

export const pinMatches = (pinHash: string, pin: string): Promise<boolean> => verify(pinHash, pin);

let decoy: Promise<string> | undefined;
/** The hash of nobody's PIN: checking against it takes as long as against a real one. */
export const decoyPinHash = (): Promise<string> => {
  decoy ??= hashPin(String(randomInt(1_000_000)));
  return decoy;
};

/** A secret that nobody guesses: 256 random bits, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** A secret that stands in a QR symbol: 128 random bits, 22 characters. */
export const newPassSecret = (): string => randomBytes(16).toString('base64url');

const PROGRAM = 'tnp_';
/** A program's token tells what it is, to whoever finds it in a file where it should not be. */
export const newProgramToken = (): string => PROGRAM + newToken();
export const isProgramToken = (token: string): boolean => token.startsWith(PROGRAM);

/** What is kept of a token or of another secret. */
export const digestOf = (secret: string): string => digest('sha256', secret, 'hex');
