import type { Words } from './words.ts';

const whatToDo = 'What to do';
const tryAgain = 'Type the code again';

// "Safe" is said of residue within the limits and never of none at all; a hold accuses nobody.
export const en: Words = {
  brand: 'Tonnam',
  other: { language: 'th', name: 'ไทย' },
  example: 'Example data, not real vegetables',
  answers: {
    passed: {
      title: 'Tested: residue within safe limits',
      lead: 'These vegetables passed their test for pesticide residue.',
      adviceTitle: 'What this means',
      advice: [
        'The residue found in this batch was within the set limits. It does not mean that there is none at all.',
        'It holds only for vegetables whose label carries the code on this page.',
      ],
    },
    waiting: {
      title: 'Not tested yet',
      lead: 'There is no test result for these vegetables so far.',
      adviceTitle: whatToDo,
      advice: [
        'Open this page again before you eat them.',
        'Ask the seller when the result is due.',
      ],
    },
    on_hold: {
      title: 'On hold for now',
      lead: 'Please do not eat, sell or cook these vegetables yet.',
      adviceTitle: whatToDo,
      advice: [
        'Keep them apart, with their label.',
        'Contact {municipality}, or ask the seller.',
        'The hold is a precaution while the batch is checked. It is not a finding, and does not mean that anybody did wrong.',
      ],
    },
    recalled: {
      title: 'Recalled',
      lead: 'Do not eat, sell or cook these vegetables.',
      adviceTitle: whatToDo,
      advice: [
        'Take them back to where you bought them, with their label.',
        'Contact {municipality} if some have been eaten or cooked.',
      ],
    },
    withdrawn: {
      title: 'This entry was cancelled',
      lead: 'The label no longer vouches for these vegetables.',
      adviceTitle: whatToDo,
      advice: [
        'Ask the seller for a label that is valid.',
        'If there is none, contact {municipality}.',
      ],
    },
  },
  certificates: {
    gap: 'GAP, Good Agricultural Practices (TAS\u00a09001)',
    organic: 'Organic Thailand (TAS\u00a09000)',
    pgs: 'PGS, reviewed by a group of growers',
    other: 'Another certificate',
  },
  stages: {
    harvested: 'Harvested',
    tested: 'Tested for pesticide residue',
    sent: 'Left the producer network',
    at_market: 'Reached the market',
    at_school: 'Reached the school',
    sold: 'Sold to shoppers',
    cooked: 'Cooked for school lunch',
  },
  stream: 'The way from upstream',
  codeOnLabel: 'Code on the label',
  network: 'Producer network',
  subdistrict: 'Subdistrict',
  harvestedOn: 'Harvested on',
  firstHarvestedOn: 'First of it harvested on',
  mixedFrom: 'Mixed from {count} harvests',
  worstCounts: 'The worst of them counts: if one is on hold, all of this is.',
  certificate: 'Certificate on the day of harvest',
  noCertificate: 'None on record',
  call: 'Call',
  checkedAt: 'As of',
  forSellers: 'For sellers and networks: open in the app',
  purpose: 'Follows vegetables from the field to the market and the school',
  notFound: {
    nothing_typed: {
      title: 'Are these vegetables safe?',
      lead: 'The code on their label tells.',
      formTitle: 'Type the code',
      advice: ['You can also scan the QR code on the label with your phone’s camera.'],
    },
    unknown: {
      title: 'Code not found',
      lead: 'We cannot say yet whether these vegetables are safe.',
      formTitle: tryAgain,
      advice: [
        'Check that the code is the one on the label.',
        'If it is, its record may still be on the way: try again later, or ask the seller.',
      ],
    },
    mistyped: {
      title: 'This code is not right',
      lead: 'Please look at the label again: one character may be wrong or missing.',
      formTitle: tryAgain,
      advice: [
        'A code has 10 characters, and the last one shows whether the others were typed correctly.',
        'Nothing has been looked up yet.',
      ],
    },
  },
  unusedLabel: {
    waiting: {
      title: 'This label is not in use yet',
      lead: 'Nothing has been recorded under its code.',
      advice: [
        'If it was stuck on just now, its record may still be on the way: try again later.',
        'If it is on vegetables for sale, ask the seller: we cannot say whether they are safe.',
      ],
    },
    voided: {
      title: 'This label was voided',
      lead: 'It vouches for nothing.',
      advice: [
        'If it is on vegetables for sale, ask the seller, and look for another label.',
        'Farmers: please take labels of a new roll.',
      ],
    },
  },
  whatToDo,
  codeField: 'The 10 characters on the label',
  codeHint: 'Capital or small letters. There are 0 and 1, but no O, I, L or U.',
  look: 'Look it up',
};
