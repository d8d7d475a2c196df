/** Who gets in: sessions, links and cards, programs, and counts of failed sign-ins. */

import type { Instant } from '../../domain/dates.ts';
import type { RoleAt } from '../../domain/people.ts';

/** Who is signed in, and as what. */
export type Account = {
  userId: string;
  municipalityId: string;
  /** The farmer that this user is. */
  farmerId: string | null;
  roles: RoleAt[];
  /** Of a program: what it may do of what its role may. */
  scope?: ProgramScope | undefined;
  /** Of the municipality's registry at the moment when the session was read; left out where there was none to read. */
  registryVersion?: number | undefined;
};

/** How a session was opened. */
export type SessionKind = 'pin' | 'link' | 'card';

/** A link is good for once, a card until it ends. */
export type PassKind = 'link' | 'card';

/** What a program may do: everything that only reads, or the named operations. */
export type ProgramScope = 'read' | string[];

type NewSession = {
  tokenHash: string;
  municipalityId: string;
  userId: string;
  kind: SessionKind;
  at: Instant;
  expiresAt: Instant;
};

export type Session = {
  tokenHash: string;
  kind: SessionKind;
  openedAt: Instant;
  lastSeenAt: Instant;
  expiresAt: Instant;
};

/** A link or a card that signs its user in, without its secret. */
export type Pass = {
  municipalityId: string;
  id: string;
  userId: string;
  kind: PassKind;
  issuedBy: string;
  issuedAt: Instant;
  expiresAt: Instant;
  lastUsedAt: Instant | null;
  revokedAt: Instant | null;
};

/** A program that uses the interface, without its token. */
export type Program = {
  municipalityId: string;
  id: string;
  name: string;
  role: RoleAt;
  scope: ProgramScope;
  issuedBy: string;
  issuedAt: Instant;
  expiresAt: Instant;
  lastUsedAt: Instant | null;
  revokedAt: Instant | null;
};

/** Failed sign-ins of a subject, and those whose outcome is not known yet. */
export type SignInCount = {
  failures: number;
  lastFailureAt: Instant | null;
  pending: { id: string; at: Instant }[];
};

export interface Access {
  /** Active users with this phone number, one for each municipality at the most. */
  accountsByPhone(phone: string): Promise<(Account & { pinHash: string })[]>;
  openSession(session: NewSession): Promise<void>;
  /** The account behind a token while its session runs and its user is active. */
  session(
    tokenHash: string,
    now: Instant,
  ): Promise<{ account: Account; expiresAt: Instant; lastSeenAt: Instant } | null>;
  /** Notes that a session is in use. */
  seeSession(tokenHash: string, at: Instant): Promise<void>;
  closeSession(tokenHash: string): Promise<void>;
  /** Sessions of a user that still run, the newest first. */
  sessionsOf(municipalityId: string, userId: string, now: Instant): Promise<Session[]>;
  /** Ends all sessions of a user, apart from one that may be kept. */
  closeSessionsOf(municipalityId: string, userId: string, kept: string | null): Promise<void>;

  addPass(pass: Pass, digest: string): Promise<void>;
  pass(municipalityId: string, id: string): Promise<Pass | null>;
  /** The pass behind a secret while it is good and its user is active. */
  passBehind(digest: string, now: Instant): Promise<Pass | null>;
  /** Passes of a user that are good, the newest first. */
  passesOf(municipalityId: string, userId: string, now: Instant): Promise<Pass[]>;
  /**
   * Opens a session with a pass, in one with using it up if it is a link.
   * @returns the account, or null when the pass is no longer good
   */
  openSessionByPass(
    digest: string,
    session: Pick<NewSession, 'tokenHash' | 'at' | 'expiresAt'>,
  ): Promise<Account | null>;
  /** Ends a pass and the sessions that it opened. */
  revokePass(municipalityId: string, id: string, at: Instant): Promise<void>;

  addProgram(program: Program, digest: string): Promise<void>;
  /** The program behind a token while it is good. */
  programBehind(digest: string, now: Instant): Promise<Program | null>;
  seeProgram(municipalityId: string, id: string, at: Instant): Promise<void>;
  /** Programs of a municipality, ended ones too, the newest first. */
  programs(municipalityId: string): Promise<Program[]>;
  /** @returns false when there is none */
  revokeProgram(municipalityId: string, id: string, at: Instant): Promise<boolean>;

  /** Version 0 and nothing counted for a subject that nobody has tried. */
  signInCount(subject: string): Promise<{ version: number; count: SignInCount }>;
  /** Replaces the count unless somebody else has since it was read. @returns whether it did */
  setSignInCount(
    subject: string,
    readVersion: number,
    count: SignInCount,
    at: Instant,
  ): Promise<boolean>;
  /** Drops the counts that nobody has changed since a moment, and the sessions and passes that had ended before it. */
  forgetAccess(before: Instant): Promise<void>;
}
