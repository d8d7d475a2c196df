import './scanner.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { opened } from '../pictures/opened.ts';
import { sayScanner } from '../words/scanner.ts';
import { Button, Field, Loading, Wrong } from './controls.tsx';
import { Icon } from './icons.tsx';
import { isLine } from './line-notice.tsx';
import { codeIn } from './scan/code-in.ts';
import { openReader, pixelsOf, type Reader } from './scan/reader.ts';

const LOOK_EVERY_MS = 120;
/** The label that is still in sight is not another one. */
const SAME_FOR_MS = 3000;
const FRAME_PIXELS = 1080;
const PHOTO_PIXELS = 2000;

type Trouble = 'noCode' | 'noPicture' | 'otherCode' | 'noReader';

/**
 * The code of a label: by the camera, from a photo where no page gets at the camera, or typed.
 * Stays open; whoever shows it takes it away when one code is enough.
 */
export function Scanner({ onCode }: { onCode: (code: string) => void }) {
  const words = sayScanner();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [camera, setCamera] = useState(!isLine && navigator.mediaDevices !== undefined);
  const [busy, setBusy] = useState(false);
  const last = useRef({ text: '', at: 0 });
  const reader = useRef<Promise<Reader> | null>(null);

  useEffect(() => {
    reader.current = openReader();
    const opened = reader.current;
    return () => void opened.then((open) => open.close());
  }, []);

  async function read(image: ImageData): Promise<string[] | null> {
    try {
      return (await (await reader.current)?.read(image)) ?? [];
    } catch {
      setTrouble('noReader');
      return null;
    }
  }

  function take(texts: string[]): boolean {
    const text = texts.find((found) => codeIn(found)) ?? texts[0];
    if (text === undefined) return false;
    const now = Date.now();
    const isSame = last.current.text === text && now - last.current.at < SAME_FOR_MS;
    last.current = { text, at: now };
    if (isSame) return true;
    const code = codeIn(text);
    setTrouble(code ? null : 'otherCode');
    if (code) {
      navigator.vibrate?.(60);
      onCode(code);
    }
    return true;
  }

  async function readPhoto(file: File | undefined) {
    if (!file) return;
    setBusy(true);
    setTrouble(null);
    try {
      const picture = await opened(file);
      const texts = await read(pixelsOf(picture, picture.width, picture.height, PHOTO_PIXELS));
      picture.close();
      last.current = { text: '', at: 0 };
      if (texts && !take(texts)) setTrouble('noCode');
    } catch {
      setTrouble('noPicture');
    }
    setBusy(false);
  }

  return (
    <section class="scanner">
      {camera ? (
        <Camera
          onFrame={async (frame) => {
            const texts = await read(frame);
            if (texts) take(texts);
          }}
          onNone={() => setCamera(false)}
        />
      ) : (
        <p class="note">
          <Icon of="camera" />
          <span>{words.noCamera}</span>
        </p>
      )}
      {busy ? <Loading /> : trouble && <Wrong>{words[trouble]}</Wrong>}
      <label class={`button photo ${camera ? 'plain' : 'main'}`}>
        <Icon of="camera" />
        <span>{words.photo}</span>
        <input
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(event) => {
            void readPhoto(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </label>
      <Typed onCode={onCode} />
    </section>
  );
}

/** What the camera sees, a picture at a time; it goes dark when it is left. */
function Camera({
  onFrame,
  onNone,
}: {
  onFrame: (frame: ImageData) => Promise<void>;
  onNone: () => void;
}) {
  const words = sayScanner();
  const video = useRef<HTMLVideoElement>(null);
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  const calls = useRef({ onFrame, onNone });
  calls.current = { onFrame, onNone };

  useEffect(() => {
    let on = true;
    let stream: MediaStream | undefined;
    const run = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
      });
      const shown = video.current;
      if (!on || !shown) return stop(stream);
      shown.srcObject = stream;
      await shown.play();
      setTrack(stream.getVideoTracks()[0] ?? null);
      while (on) {
        const { videoWidth: width, videoHeight: height } = shown;
        if (width > 0 && document.visibilityState === 'visible') {
          await calls.current.onFrame(pixelsOf(shown, width, height, FRAME_PIXELS));
        }
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    };
    run().catch(() => on && calls.current.onNone());
    return () => {
      on = false;
      stop(stream);
    };
  }, []);

  return (
    <div class="camera">
      <video ref={video} muted playsInline aria-label={words.camera} />
      <p>{track ? words.aim : words.starting}</p>
      {track && <Light track={track} />}
    </div>
  );
}

const stop = (stream: MediaStream | undefined) => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

/** Where the phone lets a page turn its light on: harvests come before sunrise. */
function Light({ track }: { track: MediaStreamTrack }) {
  const [on, setOn] = useState(false);
  const { torch } = (track.getCapabilities?.() ?? {}) as { torch?: boolean };
  if (!torch) return null;
  const turn = async () => {
    await track.applyConstraints({ advanced: [{ torch: !on } as object] }).catch(() => {});
    setOn(!on);
  };
  return (
    <button type="button" aria-pressed={on} onClick={turn}>
      {sayScanner().light}
    </button>
  );
}

function Typed({ onCode }: { onCode: (code: string) => void }) {
  const words = sayScanner();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <details>
      <summary>{words.typeIt}</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const code = codeIn(typed);
          setWrong(!code);
          if (!code) return;
          setTyped('');
          onCode(code);
        }}
      >
        <Field
          label={words.code}
          value={typed}
          onInput={setTyped}
          autocomplete="off"
          maxLength={64}
          wrong={wrong && words.mistyped}
        />
        <Button type="submit" kind="plain">
          {words.look}
        </Button>
      </form>
    </details>
  );
}
