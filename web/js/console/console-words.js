import { Format } from "../page/format.js";
import { speaking } from "../page/words.js";

/** Everything the console says beside what the dashboard says too. `{x}` is filled in. */
const ENGLISH = {
  title: "WebSocket console",
  dashboard: "Dashboard",
  closed: "Not connected",
  connecting: "Connecting …",
  open: "Open for {time}",
  closing: "Closing …",
  waiting: "{size} still to go out",
  connection: "Connection",
  address: "Address",
  addressEmpty: "Which address? /live, /echo, or any that begins with ws:// or wss://.",
  addressBad: "This is no address. Expected: /live, /echo, or such as ws://example.org:8080/live.",
  addressScheme: "A WebSocket’s address begins with ws:// or wss://.",
  addressForeign: "Another server. The browser tells it that this page is from {origin}; it may refuse that.",
  subprotocols: "Subprotocols, if any",
  protocolsBad: "Names without spaces, each once, separated by commas.",
  connect: "Connect",
  code: "Code",
  reason: "Reason",
  disconnect: "Disconnect",
  closeCodeBad: "A browser closes with 1000, or 3000 to 4999, or no code at all.",
  reasonLong: "The reason is too long: at most 123 bytes.",
  reasonAlone: "A reason needs a code.",
  endedByUs: "{code} · closed from here",
  endedByThem: "{code} · closed by the server",
  endedByNobody: "{code} · cut off",
  neverOpened: "{code} · it did not open",
  givenUp: "Given up before it was open.",
  saidReason: "It said: “{reason}”.",
  code1000: "All is done; nothing is wrong.",
  code1001: "The other side goes away: a server stops, or a page is left.",
  code1002: "Something broke the WebSocket protocol (RFC 6455, or 7692 for compression).",
  code1003: "This kind of message is not taken: binary where text is spoken, or text where CBOR is.",
  code1005: "Closed without a code.",
  code1006: "No goodbye came: the network was lost, or a side was stopped all of a sudden.",
  code1007: "The content is not what it says to be: text that is not UTF-8, or not deflate where that is announced.",
  code1008: "Against the rules of the server; on Vigie: messages came too fast (20 a second, 40 at once).",
  code1009: "The message is too long; on Vigie at most 64 KiB, on /echo 16 MiB.",
  code1010: "The server does not have an extension that was wanted.",
  code1011: "Something went wrong in the server.",
  code1012: "The server starts again; try in a moment.",
  code1013: "The server has too much to do; on Vigie: this side took nothing for too long.",
  code1014: "A proxy got a wrong answer from the server behind it.",
  code1015: "TLS failed, for example because of the certificate.",
  code3000: "Not signed in.",
  code3003: "Not allowed.",
  code3008: "Too slow for the server.",
  code4401: "An application’s own code; on Vigie: not signed in.",
  code4408: "An application’s own code; on Vigie: nothing came back after a ping.",
  codeProtocol: "A code that the protocol keeps for itself; it has no meaning yet.",
  codeLibrary: "A code of a library or framework; its documentation knows the meaning.",
  codeOwn: "A code of the application’s own; its documentation knows the meaning.",
  codeNone: "No close code that the protocol knows.",
  refusedAsking: "Finding out why …",
  refusedSilent: "This page’s server does not answer at all: it has stopped, or the network is down.",
  refusedNoSocket: "The server is there, but no WebSocket is at this path (it answers {status}). Vigie has /live and /echo.",
  refusedFull: "The server is there, but takes no session now. Try again later.",
  refusedHandshake:
    "A WebSocket is at this address, but the two did not agree: a subprotocol (/live knows vigie.v1.json and vigie.v1.cbor, /echo none), or the query. Behind a proxy it may be the origin: server.allowed-origins.",
  refusedPolicy: "The browser refused: the Content-Security-Policy with which this page came does not allow this address. A proxy may have made it stricter.",
  refusedMixed: "The browser refused: this page came by https, so only wss:// may follow.",
  refusedBrowser: "The browser refused before it asked anybody: {text}",
  refusedAlias:
    "{host} may be this page’s own server under another name, but another name is another origin: the page is from {origin}, and the server refuses that. Enter {path} alone.",
  refusedForeign:
    "Browsers do not tell a page why another server refused. Either nothing listens at {host}, or it does not take pages from {origin} (a Vigie server lists those it takes in server.allowed-origins), or it does not know the subprotocol, or, with wss://, its certificate is not trusted.",
  send: "Send",
  sendText: "Text",
  sendFile: "File",
  sendIt: "Send",
  sendKeys: "Ctrl + Enter sends, Alt + ↑ ↓ takes again",
  textToSend: "Text to send",
  fileToSend: "File to send, as one binary message",
  notOpen: "Connect first.",
  fileNone: "Choose a file first.",
  fileLong: "{name} has {size}; the console sends at most {most}.",
  fileUnreadable: "{name} cannot be read.",
  sentBefore: "Sent before",
  sentEmpty: "(empty)",
  again: "Take again: {what}",
  forget: "Forget",
  messages: "Messages",
  counts: "{in} in · {out} out",
  keep: "Keep",
  pauseLog: "Pause the list (p)",
  resumeLog: "Go on (p)",
  clear: "Clear",
  nothingYet: "Nothing yet. Connect to /live and watch readings come in, or to /echo and get back what you send.",
  newest: "{n} more",
  received: "received",
  sent: "sent",
  turn: "connection",
  copy: "Copy",
  copied: "Copied",
  notCopied: "Could not be copied",
  kindText: "text",
  kindJson: "JSON",
  kindBinary: "binary",
  kindImage: "image",
  viewFolded: "Folded",
  viewRaw: "As it came",
  viewImage: "Image",
  viewHex: "Hex",
  imageBroken: "This is said to be an image, but cannot be shown.",
  tooLong: "too long to be kept",
  more: "{n} more",
  bytes: "{n} B",
  turnConnecting: "Connecting to {url}",
  turnAsking: "Connecting to {url}, asking for {protocols}",
  turnOpen: "Open, without a subprotocol",
  turnOpenAs: "Open, speaking {protocol}",
  turnWith: "{turn}, with {extensions}",
  turnClosing: "Closing",
  turnClosingWith: "Closing with {code}",
  turnReason: "{turn} “{reason}”",
};

/** @typedef {keyof typeof ENGLISH} ConsoleWord */
/** @typedef {{word: ConsoleWord, parts?: Record<string, string | number>}} Saying */

/** @type {typeof ENGLISH} */
const FRENCH = {
  title: "Console WebSocket",
  dashboard: "Tableau de bord",
  closed: "Pas de connexion",
  connecting: "Connexion …",
  open: "Ouverte depuis {time}",
  closing: "Fermeture …",
  waiting: "{size} encore à envoyer",
  connection: "Connexion",
  address: "Adresse",
  addressEmpty: "Quelle adresse ? /live, /echo, ou toute autre qui commence par ws:// ou wss://.",
  addressBad: "Ce n’est pas une adresse. Attendu : /live, /echo, ou par exemple ws://example.org:8080/live.",
  addressScheme: "L’adresse d’un WebSocket commence par ws:// ou wss://.",
  addressForeign: "Un autre serveur. Le navigateur lui dit que cette page vient de {origin} ; il peut le refuser.",
  subprotocols: "Sous-protocoles, s’il y en a",
  protocolsBad: "Des noms sans espaces, chacun une fois, séparés par des virgules.",
  connect: "Connecter",
  code: "Code",
  reason: "Raison",
  disconnect: "Déconnecter",
  closeCodeBad: "Un navigateur ferme avec 1000, ou de 3000 à 4999, ou sans code.",
  reasonLong: "La raison est trop longue : 123 octets au plus.",
  reasonAlone: "Une raison demande un code.",
  endedByUs: "{code} · fermée d’ici",
  endedByThem: "{code} · fermée par le serveur",
  endedByNobody: "{code} · coupée",
  neverOpened: "{code} · elle ne s’est pas ouverte",
  givenUp: "Abandonnée avant d’être ouverte.",
  saidReason: "Il a dit : « {reason} ».",
  code1000: "Tout est fait ; rien ne va mal.",
  code1001: "L’autre côté s’en va : un serveur s’arrête, ou une page est quittée.",
  code1002: "Quelque chose a enfreint le protocole WebSocket (RFC 6455, ou 7692 pour la compression).",
  code1003: "Ce genre de message n’est pas accepté : binaire là où l’on parle texte, ou texte là où l’on parle CBOR.",
  code1005: "Fermée sans code.",
  code1006: "Aucun au revoir : le réseau s’est perdu, ou l’un des deux côtés s’est arrêté net.",
  code1007: "Le contenu n’est pas ce qu’il dit être : du texte qui n’est pas de l’UTF-8, ou pas de deflate là où il est annoncé.",
  code1008: "Contraire aux règles du serveur ; chez Vigie : des messages trop rapprochés (20 par seconde, 40 d’un coup).",
  code1009: "Le message est trop long ; chez Vigie 64 Kio au plus, sur /echo 16 Mio.",
  code1010: "Le serveur n’a pas une extension qui était demandée.",
  code1011: "Quelque chose a mal tourné dans le serveur.",
  code1012: "Le serveur redémarre ; réessayez dans un instant.",
  code1013: "Le serveur a trop à faire ; chez Vigie : ce côté n’a rien pris pendant trop longtemps.",
  code1014: "Un proxy a reçu une mauvaise réponse du serveur derrière lui.",
  code1015: "TLS a échoué, par exemple à cause du certificat.",
  code3000: "Pas d’identification.",
  code3003: "Pas permis.",
  code3008: "Trop lent pour le serveur.",
  code4401: "Un code propre à l’application ; chez Vigie : pas d’identification.",
  code4408: "Un code propre à l’application ; chez Vigie : rien n’est revenu après un ping.",
  codeProtocol: "Un code que le protocole se réserve ; il n’a pas encore de sens.",
  codeLibrary: "Un code d’une bibliothèque ; sa documentation en connaît le sens.",
  codeOwn: "Un code propre à l’application ; sa documentation en connaît le sens.",
  codeNone: "Aucun code de fermeture que le protocole connaisse.",
  refusedAsking: "Recherche de la raison …",
  refusedSilent: "Le serveur de cette page ne répond pas du tout : il s’est arrêté, ou le réseau est tombé.",
  refusedNoSocket: "Le serveur est là, mais aucun WebSocket n’est à ce chemin (il répond {status}). Vigie a /live et /echo.",
  refusedFull: "Le serveur est là, mais ne prend pas de session en ce moment. Réessayez plus tard.",
  refusedHandshake:
    "Un WebSocket est à cette adresse, mais les deux ne se sont pas entendus : un sous-protocole (/live connaît vigie.v1.json et vigie.v1.cbor, /echo aucun), ou la requête. Derrière un proxy, ce peut être l’origine : server.allowed-origins.",
  refusedPolicy: "Le navigateur a refusé : la Content-Security-Policy reçue avec cette page ne permet pas cette adresse. Un proxy l’a peut-être durcie.",
  refusedMixed: "Le navigateur a refusé : cette page est venue par https, seul wss:// peut suivre.",
  refusedBrowser: "Le navigateur a refusé avant même de demander : {text}",
  refusedAlias:
    "{host} est peut-être le serveur de cette page sous un autre nom, mais un autre nom est une autre origine : la page vient de {origin}, et le serveur le refuse. Entrez {path} seulement.",
  refusedForeign:
    "Un navigateur ne dit pas à une page pourquoi un autre serveur a refusé. Soit rien n’écoute à {host}, soit il n’accepte pas les pages de {origin} (un serveur Vigie nomme celles qu’il accepte dans server.allowed-origins), soit il ne connaît pas le sous-protocole, soit, avec wss://, son certificat n’est pas reconnu.",
  send: "Envoyer",
  sendText: "Texte",
  sendFile: "Fichier",
  sendIt: "Envoyer",
  sendKeys: "Ctrl + Entrée envoie, Alt + ↑ ↓ reprend",
  textToSend: "Texte à envoyer",
  fileToSend: "Fichier à envoyer, en un message binaire",
  notOpen: "Connectez d’abord.",
  fileNone: "Choisissez d’abord un fichier.",
  fileLong: "{name} a {size} ; la console envoie {most} au plus.",
  fileUnreadable: "{name} ne peut pas être lu.",
  sentBefore: "Déjà envoyé",
  sentEmpty: "(vide)",
  again: "Reprendre : {what}",
  forget: "Oublier",
  messages: "Messages",
  counts: "reçus : {in} · envoyés : {out}",
  keep: "Garder",
  pauseLog: "Figer la liste (p)",
  resumeLog: "Continuer (p)",
  clear: "Vider",
  nothingYet: "Encore rien. Connectez-vous à /live et voyez arriver les mesures, ou à /echo qui renvoie ce que vous envoyez.",
  newest: "{n} de plus",
  received: "reçu",
  sent: "envoyé",
  turn: "connexion",
  copy: "Copier",
  copied: "Copié",
  notCopied: "N’a pas pu être copié",
  kindText: "texte",
  kindJson: "JSON",
  kindBinary: "binaire",
  kindImage: "image",
  viewFolded: "Replié",
  viewRaw: "Tel que reçu",
  viewImage: "Image",
  viewHex: "Hexa",
  imageBroken: "Cela se dit une image, mais ne peut pas être montré.",
  tooLong: "trop long pour être gardé",
  more: "{n} de plus",
  bytes: "{n} o",
  turnConnecting: "Connexion à {url}",
  turnAsking: "Connexion à {url}, en demandant {protocols}",
  turnOpen: "Ouverte, sans sous-protocole",
  turnOpenAs: "Ouverte, en {protocol}",
  turnWith: "{turn}, avec {extensions}",
  turnClosing: "Fermeture",
  turnClosingWith: "Fermeture avec {code}",
  turnReason: "{turn} « {reason} »",
};

const LANGUAGES = { en: ENGLISH, fr: FRENCH };

/** What the console says, and numbers and times as on the dashboard. */
export class ConsoleFormat extends Format {
  #say = speaking(ENGLISH);

  /** Every word there is. @returns {ConsoleWord[]} */
  static vocabulary() {
    return /** @type {ConsoleWord[]} */ (Object.keys(ENGLISH));
  }

  /** @override @param {import("../page/words.js").Language} language */
  use(language) {
    super.use(language);
    this.#say = speaking(LANGUAGES[language]);
  }

  /** @param {ConsoleWord} word @param {Record<string, string | number>} [parts] @returns {string} */
  say(word, parts) {
    return this.#say(word, parts);
  }

  /** @param {Saying} saying @returns {string} */
  tell(saying) {
    return this.say(saying.word, saying.parts);
  }

  /** A word in the page's own text, be it the console's or one of every page. @param {string} word @returns {string} */
  text(word) {
    return word in ENGLISH ? this.say(/** @type {ConsoleWord} */ (word)) : this.words(/** @type {import("../page/words.js").Word} */ (word));
  }

  /** @param {number} n @returns {string} */
  bytes(n) {
    return this.say("bytes", { n: this.number(n, 0) });
  }
}
