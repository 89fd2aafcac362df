/** Modules whose package is called otherwise; where several bring the same module, each of them declares it. */
const TABLE = `
absl: absl-py
airflow: apache-airflow apache-airflow-core
alpaca: alpaca-py
attr: attrs
bayes_opt: bayesian-optimization
binance: python-binance binance-connector binance-futures-connector
Bio: biopython
bs4: beautifulsoup4
bson: pymongo
cairo: pycairo
cassandra: cassandra-driver
chess: chess python-chess
coinbase: coinbase-advanced-py coinbase
community: python-louvain
corsheaders: django-cors-headers
cpuinfo: py-cpuinfo
crontab: python-crontab
Crypto: pycryptodome pycrypto
Cryptodome: pycryptodomex
cupy: cupy cupy-cuda11x cupy-cuda12x cupy-cuda13x
cv2: opencv-python opencv-python-headless opencv-contrib-python opencv-contrib-python-headless
dateutil: python-dateutil
debian: python-debian
decouple: python-decouple
discord: discord-py
dns: dnspython
docx: python-docx
dotenv: python-dotenv
engineio: python-engineio
faiss: faiss-cpu faiss-gpu faiss
fitz: pymupdf
gi: pygobject
git: gitpython
github: pygithub
gitlab: python-gitlab
googleapiclient: google-api-python-client
googlesearch: googlesearch-python
grpc: grpcio
grpc_health: grpcio-health-checking
grpc_reflection: grpcio-reflection
grpc_status: grpcio-status
grpc_tools: grpcio-tools
hamilton: sf-hamilton apache-hamilton
hydra: hydra-core
imblearn: imbalanced-learn
jose: python-jose
jwt: pyjwt
kafka: kafka-python kafka-python-ng
keras: keras tensorflow
ldap: python-ldap
Levenshtein: levenshtein python-levenshtein
llama_index: llama-index llama-index-core
magic: python-magic python-magic-bin
markdown_it: markdown-it-py
mlflow: mlflow mlflow-skinny mlflow-tracing
mpl_toolkits: matplotlib
msgpack: msgpack msgpack-python
multipart: python-multipart
mysql: mysql-connector-python mysql-connector
MySQLdb: mysqlclient mysql-python
nacl: pynacl
odf: odfpy
onnxruntime: onnxruntime onnxruntime-gpu
OpenGL: pyopengl
OpenSSL: pyopenssl
opentelemetry: opentelemetry-api opentelemetry-sdk opentelemetry-distro
osgeo: gdal
paho: paho-mqtt
pandas_ta: pandas-ta pandas-ta-classic pandas-ta-openbb
past: future
PIL: pillow pillow-simd
pkg_resources: setuptools
playhouse: peewee
polygon: polygon-api-client
psycopg2: psycopg2 psycopg2-binary
psycopg: psycopg psycopg-binary
pwiz: peewee
pylab: matplotlib
pythoncom: pywin32
pywt: pywavelets
pyximport: cython
QuantLib: quantlib quantlib-python
rapidjson: python-rapidjson
rest_framework: djangorestframework
ruamel: ruamel-yaml
serial: pyserial
shapefile: pyshp
skimage: scikit-image
sklearn: scikit-learn scikit-learn-intelex
sklearnex: scikit-learn-intelex
skopt: scikit-optimize
slack: slackclient slack-sdk
slugify: python-slugify unicode-slugify
snappy: python-snappy
snowflake: snowflake-connector-python snowflake-snowpark-python snowflake-sqlalchemy
socketio: python-socketio
socks: pysocks
speech_recognition: speechrecognition
talib: ta-lib ta-lib-bin ta-lib-everywhere
telebot: pytelegrambotapi
telegram: python-telegram-bot
tensorboard: tensorboard tensorflow
tensorflow: tensorflow tensorflow-cpu tensorflow-gpu tensorflow-macos tf-nightly
tlz: toolz cytoolz
umap: umap-learn
usb: pyusb
websocket: websocket-client
win32api: pywin32
win32com: pywin32
win32con: pywin32
wx: wxpython
xgboost: xgboost xgboost-cpu
Xlib: python-xlib
yaml: pyyaml
zmq: pyzmq
`;

const DISTRIBUTIONS: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [module = '', names = ''] = line.split(': ');
      return [module, names.split(' ')];
    }),
);

/** Modules below which many packages put their own; the package is then named after the whole path. */
const SHARED = new Set(['google', 'azure', 'airflow', 'opentelemetry', 'zope', 'ruamel', 'jaraco', 'backports']);

/** Packages that are called otherwise than the path below a shared module. */
const BELOW_SHARED: ReadonlyMap<string, readonly string[]> = new Map([
  ['google.protobuf', ['protobuf']],
  ['google.oauth2', ['google-auth']],
  ['google.rpc', ['googleapis-common-protos']],
  ['google.type', ['googleapis-common-protos']],
  ['google.api', ['googleapis-common-protos', 'google-api-core']],
  ['opentelemetry.exporter.otlp', ['opentelemetry-exporter-otlp', 'opentelemetry-exporter-otlp-proto-grpc']],
]);

/** A name as the package index compares it (PEP 503): small letters, with one hyphen for each run of `-_.`. */
export function normalizeName(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase();
}

/**
 * Whether one of the declared packages (normalised names) brings a module: by a table, by its own name, or, below a
 * shared module such as `google.cloud`, by the name of a part of its path.
 */
export function isDeclaredBy(module: string, declared: ReadonlySet<string>): boolean {
  const top = module.split('.')[0] ?? module;
  if (namesOf(top).some((name) => declared.has(name))) return true;
  return SHARED.has(top) && partsOf(module).some((part) => isDeclaredPart(part, declared));
}

/** The package itself, and the two ways in which bindings and ports are commonly called. */
function namesOf(top: string): readonly string[] {
  const plain = normalizeName(top);
  return DISTRIBUTIONS.get(top) ?? [plain, `python-${plain}`, `py${plain}`];
}

/** `google.cloud.storage.blob` as `google.cloud`, `google.cloud.storage` and itself. */
function partsOf(module: string): readonly string[] {
  const segments = module.split('.');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 2).join('.'));
}

function isDeclaredPart(part: string, declared: ReadonlySet<string>): boolean {
  const names = BELOW_SHARED.get(part) ?? [];
  const plain = normalizeName(part);
  const written = [plain, plain.replace(/-v\d+\w*$/, ''), `apache-${plain}`];
  return [...names, ...written].some((name) => declared.has(name));
}
