/** What people, streets, towns and companies are called. Towns have their real post codes; nobody here is real. */
export const firstNames =
  'Anna Ayşe Bernd Birgit Carla Claudia Cornelius Dörte Elif Emil Erika Femke Finn Frauke Friedrich Gesche Günter Hanna Heiko Henrike Ilse Jana Jens Jörg Jürgen Karin Käthe Kerstin Knut Lars Lena Luisa Maike Małgorzata Matthias Mehmet Nele Ole Petra Rainer Rüdiger Sabine Sönke Stefan Svenja Thorsten Tjark Ursula Volker Wiebke Yusuf Zoë'.split(
    ' ',
  );
export const lastNames =
  'Ahlers Albrecht Bäcker Behrens Böttcher Brandt Claasen Dahl Demir Ebert Engel Feddersen Fischer Friedrichs Groß Hansen Harms Heß Hoffmann Ihde Jacobsen Jäger Jessen Kaya Köhler Königsmann Kowalski Krüger Lange Lindemann Lorenz Lüders Möller Müller Nissen Öztürk Petersen Pohl Quast Reimers Richter Schäfer Schröder Schulze Sievers Süßmilch Thomsen Ünal Vogt Voß Weiß Wulff Zimmermann'.split(
    ' ',
  );
export const streets = [
  'Hafenstraße',
  'Am Kanal',
  'Lange Reihe',
  'Holstenstraße',
  'Mühlenweg',
  'Schützenplatz',
  'Bahnhofstraße',
  'Fährwall',
  'Große Bleiche',
  'Königsallee',
  'Goethestraße',
  'Alte Landstraße',
  'Kirchgasse',
  'Ostseeblick',
  'Gewerbering',
  'Industriestraße',
];
export const towns: readonly (readonly [string, string])[] = [
  ['24103', 'Kiel'],
  ['24340', 'Eckernförde'],
  ['24937', 'Flensburg'],
  ['23552', 'Lübeck'],
  ['20457', 'Hamburg'],
  ['28195', 'Bremen'],
  ['18055', 'Rostock'],
  ['10115', 'Berlin'],
  ['04109', 'Leipzig'],
  ['50667', 'Köln'],
  ['48143', 'Münster'],
  ['79098', 'Freiburg im Breisgau'],
  ['80331', 'München'],
  ['90402', 'Nürnberg'],
  ['99084', 'Erfurt'],
];
export const trades = [
  'Bootsbau',
  'Metallbau',
  'Tischlerei',
  'Segelmacherei',
  'Werft',
  'Ingenieurbüro',
  'Architekten',
  'Hausverwaltung',
  'Reederei',
  'Gärtnerei',
  'Zahnarztpraxis',
  'Buchhandlung',
  'Fischhandel',
  'Elektrotechnik',
  'Sanitärtechnik',
  'Medienagentur',
  'Hotel',
  'Feinkost',
  'Fahrradladen',
  'Druckerei',
];
export const legalForms = ['GmbH', 'GmbH & Co. KG', 'KG', 'OHG', 'e. K.', 'UG (haftungsbeschränkt)', 'GbR', 'AG', 'eG'];
