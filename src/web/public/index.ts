export { renderPublicPage } from './batch-page.tsx';
export { renderNotFoundPage } from './not-found-page.tsx';
export { renderPassInvalidPage, renderPassPage } from './pass-page.tsx';
export { renderSetupDonePage, renderSetupPage } from './setup-page.tsx';
export { publicStyleHash } from './style.ts';
export { renderUnusedLabelPage } from './unused-label-page.tsx';
export { renderVerifyPage } from './verify-page.tsx';
export type { PublicPage } from './view.ts';
