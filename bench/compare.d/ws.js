// Node's ws, broadcasting as its documentation shows, the text turned into bytes once per tick. Usage: node ws.js HERTZ.
'use strict';
const { WebSocket, WebSocketServer } = require('ws');

const hertz = Number(process.argv[2]);
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  path: '/live',
  perMessageDeflate: false,
  handleProtocols: () => 'vigie.v1.json',
});
let seq = 0;

function welcome() {
  return JSON.stringify({
    type: 'welcome',
    protocol: 'vigie.v1',
    server: 'ws',
    epoch: '00000000',
    seq,
    time: Date.now(),
    tick: Math.round(1000 / hertz),
    sensors: [],
    sources: [],
  });
}

function update() {
  const time = Date.now();
  seq++;
  const readings = [];
  for (let i = 1; i <= 20; i++) {
    readings.push([`greenhouse-north-wall-rack4/c${i}`, time, (4000 + 100 * ((seq + i) % 20) + 1 + ((seq * 7 + i * 13) % 98)) / 100]);
  }
  return JSON.stringify({ type: 'update', seq, time, readings });
}

server.on('listening', () => console.log(`http://127.0.0.1:${server.address().port}`));
server.on('connection', client => client.send(welcome()));

function tick() {
  const text = Buffer.from(update());
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN) {
      client.send(text, { binary: false });
    }
  }
}

// setInterval rounds to whole milliseconds and drifts: each beat is set anew from the first.
const begin = performance.now();
let beat = 0;
(function beatOn() {
  if (beat > 0) {
    tick();
  }
  beat = Math.max(beat + 1, Math.floor(((performance.now() - begin) * hertz) / 1000));
  setTimeout(beatOn, begin + (beat * 1000) / hertz - performance.now());
})();
