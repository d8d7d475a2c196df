export function findProgram(...names: string[]): string | undefined;
export function findBrowser(): string | undefined;
