import './alarm.css';
import { useEffect, useState } from 'preact/hooks';
import type { Alert } from '../../../wire/alerts.ts';
import { Button, useModal } from '../parts/controls.tsx';
import { Icon } from '../parts/icons.tsx';
import { named, shownMoment } from '../parts/shown.ts';
import { Status } from '../parts/status.tsx';
import { session } from '../session/session.ts';
import { say } from '../words/common.ts';
import { acknowledge, alerts, outOfReach, toldAt, unheard } from './alerts.ts';

/**
 * What must not be cooked, sold or sent: over every screen until it is acknowledged, then a line that
 * opens it again for as long as some of it is here.
 */
export function Alarm() {
  const words = say().alarm;
  const [open, setOpen] = useState(false);
  if (!session.value) return null;
  const loud = unheard.value;
  const near = alerts.value.filter(({ where }) => where !== 'gone');
  return (
    <>
      {near.length > 0 && (
        <aside aria-label={words.title}>
          <button type="button" class="strip bad stopped" onClick={() => setOpen(true)}>
            <Icon of="pause" /> {words.stopped(near.length)}
          </button>
        </aside>
      )}
      {loud.length > 0 ? (
        <Bar key="loud" about={loud} close={words.acknowledge} onClose={() => acknowledge(loud)} />
      ) : (
        open &&
        near.length > 0 && (
          <Bar key="again" about={near} close={say().close} onClose={() => setOpen(false)} />
        )
      )}
    </>
  );
}

function Bar({ about, close, onClose }: { about: Alert[]; close: string; onClose: () => void }) {
  const words = say().alarm;
  // Over everything that is open, a question too.
  const dialog = useModal();
  useEffect(() => {
    // Does nothing on phones that cannot, or where nobody has touched the page yet.
    navigator.vibrate?.([400, 200, 400]);
  }, []);
  return (
    <dialog
      ref={dialog}
      class="alarm"
      role="alertdialog"
      aria-labelledby="alarm-title"
      aria-describedby="alarm-about"
      onCancel={(event) => event.preventDefault()}
      // Browsers close it all the same when somebody insists.
      onClose={() => dialog.current?.isConnected && dialog.current.showModal()}
    >
      <div class="column">
        <h2 id="alarm-title">
          <Icon of="warning" /> {words.title}
        </h2>
        <div id="alarm-about">
          <ul class="list">
            {about.map((alert) => (
              <li key={`${alert.batch} ${alert.place.id}`}>
                <p class="what">
                  <b>{named(alert.crop)}</b> <span class="code">{alert.shownCode}</span>
                </p>
                <p>
                  <Status of={alert.status} /> {words.since(shownMoment(alert.since))}
                </p>
                <p>{words[alert.where](named(alert.place.names))}</p>
              </li>
            ))}
          </ul>
          {outOfReach.value && toldAt.value && (
            <p>
              <Icon of="noSignal" /> {say().noSignalKept(shownMoment(toldAt.value))}
            </p>
          )}
        </div>
        <Button icon="check" onClick={onClose}>
          {close}
        </Button>
      </div>
    </dialog>
  );
}
