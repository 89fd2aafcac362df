import os
from pydantic import SecretStr

password = "hunter2"  # hit
DB_PASSWORD = "correct horse battery staple"  # hit
self.api_key = "4f9c1e77a0b84d2f"  # hit
config["api_secret"] = "r8Wq3ZtP6xYv1LmB"  # hit
client = Client(
    key="a",
    apiSecret="r8Wq3ZtP6xYv1LmB",  # hit
    token="xoxb-71957791-91326415-5nxjhM4J",  # hit
)
headers = {
    "X-Api-Key": "4f9c1e77a0b84d2f",  # hit
    'auth_token': 'AbCdEfGh12345678',  # hit
}
secret: str = "s3cr3t-value"  # hit
SECRET_KEY = "r8Wq3ZtP6xYv1LmB"  # hit
AWS_SECRET_ACCESS_KEY = "wfvIgIE5olJMmJnI/VmXE39qhFWUExJYDWO3yEtt"  # hit
api_key_2 = "4f9c1e77a0b84d2f"  # hit
client_secret = settings.secret or "r8Wq3ZtP6xYv1LmB"  # hit
access_token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib3QifQ.OvT_7t_H177Nl8"  # hit
passphrase = (  # hit
    os.environ.get("PASSPHRASE")
    or "open sesame now"
)
password = os.environ.get("P") or "Zu8-pQ4m"  # hit
password = os.environ.get("DB_PASSWORD", "hunter2")  # hit
login(os.getenv("DB_PASSWORD", default="hunter2"))  # hit
password = "abc123" if debug else ask()  # hit
password = ("abc" "123")  # hit
password = "hunter2".encode()  # hit
password = SecretStr("hunter2")  # hit
user, password = "ftf", "hunter2"  # hit
url = "postgresql://ftf:h7Kq2vT9@pg:5432/ftf"  # hit
engine = create_engine(
    "mysql+pymysql://root:toor@localhost/db",  # hit
)
cache = Redis(url="redis://:hunter2@cache:6379/0")  # hit
url = f"postgresql://ftf:h7Kq2vT9@{host}/ftf"  # hit


def connect(host, password="hunter2"):  # hit
    """postgresql://ftf:h7Kq2vT9@pg:5432/ftf"""
    return host


password = ""
password = None
password = os.environ["DB_PASSWORD"]
password = getpass("Password: ")
password = f"{user}-{suffix}"
password = "<password>"
password = "${DB_PASSWORD}"
password = "{{ vault.password }}"
password = "DB_PASSWORD"
password = "********"
password = form["password"]
password_field = "user_pass_1"
PASSWORD_PROMPT = "Your password: "
password_file = "/run/secrets/db"
password = "/run/secrets/db"
API_KEY_ENV = "EXCHANGE_API_KEY"
API_KEY_HEADER = "X-MBX-APIKEY"
api_key = "X-MBX-APIKEY"
api_key = "EXCHANGE_API_KEY"
secret = "secret/data/exchange"
secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:exchange"
secret_name = "exchange-api-1"
token = "SOL"
base_token = "USDC"
quote_token = "So11111111111111111111111111111111111111112"
token = "solana"
token = "BTC/USDT"
token = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"
token_address = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
pad_token = "<pad>"
unk_token = "[UNK]"
eos_token = "</s>"
token = "bearer"
token_type = "bearer"
tokenizer = "bert-base-uncased"
token_url = "https://auth.example.com/oauth/token"
secretary = "Ada"
max_tokens = "4096"
url = "https://example.com:8080/a@b"
url = f"postgresql://{user}:{password}@pg/ftf"
url = "postgresql://ftf:${PASSWORD}@pg/ftf"
url = "postgresql://ftf@pg:5432/ftf"
raise ValueError("api_key='4f9c1e77a0b84d2f' is wrong")
if password == "hunter2":
    pass
fields = {"password": "password", "token": "csrf_token"}
read("api_key", "secret")
api_secret = settings.get("binance", "access_secret")
consumer_secret = parser.get(
    SECTION, "consumer_secret"
)
SECRET_KEY = "aws_secret_access_key"
fields = {Attribute.CHALLENGE_PASSWORD: "challengePassword"}
