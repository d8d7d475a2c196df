import type { scanner as th } from '../th/scanner.ts';

export const scanner = {
  camera: 'What the camera sees. Hold the QR code in the frame',
  aim: 'Hold the QR code in the frame',
  starting: 'Opening the camera',
  light: 'Light',
  noCamera: 'The camera does not open in this page. Take a photo of the label, or type its code.',
  photo: 'Take a photo of the label',
  reading: 'Reading the photo',
  noCode: 'There is no QR code to be seen in this photo. Take one from nearer, and sharper.',
  noPicture: 'This photo does not open. Please take another.',
  otherCode: 'This QR code is not on a label of vegetables',
  noReader: 'QR codes cannot be read before there is a signal. You can type the code.',
  typeIt: 'Type the code on the label',
  code: 'Code on the label, 10 characters',
  mistyped:
    'The code is not right. Look at the label again: one character may be wrong or missing.',
  look: 'OK',
} satisfies typeof th;
