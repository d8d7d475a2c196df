import { LinkButton } from '../parts/controls.tsx';
import { Page } from '../parts/page.tsx';
import { say } from '../words/common.ts';

export function NotHere() {
  const words = say();
  return (
    <Page title={words.notHere}>
      <LinkButton href="/">{words.home}</LinkButton>
    </Page>
  );
}
