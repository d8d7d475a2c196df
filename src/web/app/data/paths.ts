/** As many as a phone draws at once; there is a button for more. */
export const FIRST_BATCHES = 20;

/** A farmer's own batches, the newest first. */
export const batchesPath = (limit = FIRST_BATCHES) => `/v1/batches?limit=${limit}`;
