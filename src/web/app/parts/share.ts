/** Hands a link or a file to another app of the phone, as LINE. False where the phone does not let a page do it. */
export async function share(what: ShareData): Promise<boolean> {
  if (!navigator.share || navigator.canShare?.(what) === false) return false;
  try {
    await navigator.share(what);
    return true;
  } catch (error) {
    // The person thought better of it.
    return (error as Error).name === 'AbortError';
  }
}

/** False where the phone does not let a page do it. */
export const copy = (text: string): Promise<boolean> =>
  Promise.resolve(navigator.clipboard?.writeText(text)).then(
    () => navigator.clipboard !== undefined,
    () => false,
  );
