// A picture for people who have none at hand: a waybill, drawn here, with the simulator's own time on it. The play's
// own pictures (simulator/story/pictures) were drawn by it.
import { t } from './i18n.js';
import { now } from './store.js';
import { clockTime, fullDate } from './time.js';

/** The number that the story types into its form. */
const NUMBER = 'SF1234567890';

let drawn = 0;

/** Returns a PNG as base64. Every picture differs, as photos do. */
export async function samplePicture(title, when = `${fullDate(now())} ${clockTime(now())}`) {
  const width = 480;
  const height = 640;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d');
  drawn += 1;
  pen.fillStyle = '#cdbfa6';
  pen.fillRect(0, 0, width, height);
  pen.translate(width / 2, height / 2);
  pen.rotate((drawn % 5 - 2) * 0.018);
  pen.translate(-width / 2, -height / 2);
  pen.fillStyle = '#fffdf8';
  pen.fillRect(36, 44, width - 72, height - 88);
  pen.fillStyle = '#1f2329';
  pen.font = '600 34px system-ui, sans-serif';
  pen.fillText(title || t('sample.title'), 68, 112, width - 136);
  pen.font = '20px system-ui, sans-serif';
  pen.fillStyle = '#646a73';
  pen.fillText(when, 68, 146);
  pen.fillStyle = '#1f2329';
  barcode(pen, 68, 178, width - 136, 74);
  pen.font = '600 22px ui-monospace, monospace';
  pen.fillText(NUMBER, 68, 288);
  lines(pen, width);
  stamp(pen, width, height);
  return canvas.toDataURL('image/png').split(',', 2)[1];
}

function barcode(pen, x, y, width, height) {
  let at = 0;
  let seed = 8;
  while (at < width - 8) {
    seed = (seed * 73 + 41) % 97;
    const bar = 2 + (seed % 4);
    pen.fillRect(x + at, y, bar, height);
    at += bar + 2 + (seed % 3);
  }
}

function lines(pen, width) {
  pen.strokeStyle = '#d0d3d6';
  pen.lineWidth = 2;
  for (let y = 330; y <= 450; y += 40) {
    pen.beginPath();
    pen.moveTo(68, y);
    pen.lineTo(width - 68 - ((y + drawn * 7) % 90), y);
    pen.stroke();
  }
}

function stamp(pen, width, height) {
  pen.strokeStyle = '#d83931';
  pen.fillStyle = '#d83931';
  pen.lineWidth = 4;
  pen.beginPath();
  pen.arc(width - 130, height - 130, 54, 0, Math.PI * 2);
  pen.stroke();
  pen.font = '600 26px system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.fillText(t('sample.stamp'), width - 130, height - 121);
}
