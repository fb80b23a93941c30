/**
 * What the server says of a cause, in French. It speaks English; each pattern is one of its sentences, `$1` what it fills in, which
 * may be such a sentence again. A sentence that is not here stays as it came: an English cause is better than none.
 *
 * @type {[RegExp, string][]}
 */
const FRENCH = [
  [/^(.+) was unplugged$/, "$1 a été débranché"],
  [/^its source still speaks: sensor unplugged\?$/, "la source parle encore : capteur débranché ?"],
  [/^its source speaks, but no line can be read \(wrong baud rate or format\?\), such as: (.*)$/s, "la source parle, mais aucune ligne n’est lisible (mauvais débit ou format ?), par exemple : $1"],
  [/^its source speaks, but not every line can be read, such as: (.*)$/s, "la source parle, mais certaines lignes sont illisibles, par exemple : $1"],
  [/^nothing comes from its source any more: device off or hung\?$/, "la source ne dit plus rien : appareil éteint ou bloqué ?"],
  [/^its source is back; no reading yet$/, "la source est revenue ; pas encore de mesure"],
  [/^not heard since the server started$/, "rien reçu depuis le démarrage du serveur"],
  [/^its source came to its end$/, "la source est arrivée à sa fin"],
  [/^simulated: cable pulled \(it is put back after (.+)\)$/, "simulation : câble débranché (rebranché après $1)"],
  [/^there is no port (\S+) \(ports: (.+)\)$/, "le port $1 n’existe pas (ports : $2)"],
  [/^(.+) is busy: another source of this Vigie has it open$/, "$1 est occupé : une autre source de Vigie l’a ouvert"],
  [/^(.+) is busy: (.+) has it open; close it there$/, "$1 est occupé : $2 l’a ouvert ; fermez-le là"],
  [/^(.+) is busy: another program has it open; this shows which: (.+)$/, "$1 est occupé par un autre programme ; pour savoir lequel : $2"],
  [/^no permission to open (.+): it is for the group (.+); run: (.+), then log in again$/, "pas le droit d’ouvrir $1 : il faut être du groupe $2 ; tapez : $3, puis reconnectez-vous"],
  [/^(.+) is no serial port$/, "$1 n’est pas un port série"],
  [/^readings wait to be kept: (.+)$/, "des mesures attendent d’être enregistrées : $1"],
  [/^readings are lost: (.+)$/, "des mesures sont perdues : $1"],
  [/^readings are kept again; none was lost$/, "les mesures sont de nouveau enregistrées ; aucune n’a été perdue"],
  [/^readings are kept again; (\d+) were lost$/, "les mesures sont de nouveau enregistrées ; $1 ont été perdues"],
  [/^they come faster than the disk takes them\. Send fewer readings, or put the data folder on a faster disk$/, "elles arrivent plus vite que le disque ne les prend. Envoyez moins de mesures, ou mettez le dossier de données sur un disque plus rapide"],
  [/^(.+): the disk is full: make room on it, or set history\.max-size lower$/, "$1 : le disque est plein : libérez de la place, ou baissez history.max-size"],
  [/^(.+): it may not be written: give this user the right to write in (.+)$/, "$1 : écriture interdite : donnez à cet utilisateur le droit d’écrire dans $2"],
  [/^(.+): it is damaged: restart Vigie, which sets the file aside and begins a new one$/, "$1 : il est endommagé : redémarrez Vigie, qui met le fichier de côté et en commence un nouveau"],
  [/^(.+): another program holds it: end what works on this file$/, "$1 : un autre programme le tient : arrêtez ce qui travaille sur ce fichier"],
  [/^(.+) was damaged \((.+)\)\. It was set aside as (.+), and a new history begun\.$/, "$1 était endommagé ($2). Le fichier est mis de côté sous le nom $3, un nouvel historique commence."],
  [/^(.+): above (.+)$/, "$1 : au-dessus de $2"],
  [/^(.+): below (.+)$/, "$1 : en dessous de $2"],
  [/^(.+): outside (\S+) to (.+)$/, "$1 : hors de $2 à $3"],
  [/^(.+) above (\S+)$/, "$1 au-dessus de $2"],
  [/^(.+) below (\S+)$/, "$1 en dessous de $2"],
  [/^(.+) outside (\S+) to (\S+)$/, "$1 hors de $2 à $3"],
  [/^(.+) changes by (.+): faster than (.+)$/, "$1 change de $2 : plus vite que $3"],
  [/^(.+): no reading for (.+)$/, "$1 : aucune mesure depuis $2"],
  [/^(.+) silent (\d+\w+)$/, "$1 muet pendant $2"],
  [/^(.+) rate (\S+)$/, "$1 plus vite que $2 par seconde"],
  [/^(.+) range$/, "$1 hors de sa plage"],
  [/^back to normal while it was shelved$/, "revenue à la normale pendant la mise de côté"],
];

/** @param {string} cause as the server says it @param {import("./words.js").Language} language @returns {string} */
export function causeIn(cause, language) {
  if (language === "fr") {
    for (const [pattern, french] of FRENCH) {
      const parts = pattern.exec(cause);
      if (parts !== null) {
        return french.replace(/\$(\d)/g, (_, part) => causeIn(parts[part], language));
      }
    }
  }
  return cause;
}
