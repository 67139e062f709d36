"""What people write into forms, drawn at random: half from lists and grammars, half made up, so that the net learns letters rather than words."""

FORENAMES = """JOHN MARY DAVID SUSAN MICHAEL MARGARET PETER PATRICIA JAMES ELIZABETH ROBERT LINDA PAUL KAREN MARK JULIE ANDREW HELEN
STEPHEN CHRISTINE WILLIAM JEAN RICHARD ANN THOMAS JACQUELINE KEVIN SARAH BRIAN JANE IAN CAROL ALAN DOROTHY GRAHAM SHIRLEY
MOHAMMED FATIMA AMINA PRIYA SANJAY OLUWASEUN NGOZI KWAME XAVIER ZOE YUSUF QUENTIN WOJCIECH AGNIESZKA GWENLLIAN HYWEL SIAN
ANEIRIN JORGE BEATRIZ LUCA GIULIA VIKRAM IMOGEN FREYA HAMZA IVY EDITH OSCAR FELIX JUNE VERA ROZ""".split()
SURNAMES = """SMITH JONES WILLIAMS TAYLOR BROWN DAVIES EVANS WILSON THOMAS ROBERTS JOHNSON LEWIS WALKER ROBINSON WOOD THOMPSON
WHITE WATSON JACKSON WRIGHT GREEN HARRIS COOPER KING LEE MARTIN CLARKE JAMES MORGAN HUGHES EDWARDS HILL MOORE CLARK HARRISON
SCOTT YOUNG MORRIS HALL WARD TURNER CARTER PHILLIPS MITCHELL PATEL ADAMS CAMPBELL ANDERSON ALLEN COOK BAILEY PARKER MILLER
DAVIS MURPHY PRICE BELL BAKER GRIFFITHS KELLY SIMPSON MARSHALL COLLINS BENNETT COX RICHARDSON FOX GRAY ROSE CHAPMAN HUNT
KHAN AHMED BEGUM HUSSAIN ALI SINGH KAUR OKAFOR ADEYEMI NOWAK KOWALSKI O'BRIEN O'NEILL MACDONALD MCKENZIE FITZGERALD
QUIGLEY XU ZHANG NGUYEN VAUGHAN WYNNE JEFFERSON BUCKLEY KNIGHT VICKERS JUDD ZAMAN IQBAL FEATHERSTONE-HAUGH SMYTHE-JONES""".split()
PLACES = """LONDON LEEDS BRISTOL CARDIFF SWANSEA NEWPORT YORK HULL DERBY READING OXFORD CAMBRIDGE EXETER PLYMOUTH BATH LUTON
NORWICH IPSWICH STOCKPORT WIGAN BOLTON PRESTON DURHAM SUNDERLAND GATESHEAD CARLISLE KENDAL BUXTON MATLOCK LINCOLN BOSTON
PETERBOROUGH NORTHAMPTON KETTERING COVENTRY BIRMINGHAM WALSALL DUDLEY STAFFORD TELFORD SHREWSBURY WREXHAM BANGOR LLANELLI
ABERYSTWYTH CARMARTHEN PONTYPRIDD MERTHYR SOUTHAMPTON PORTSMOUTH BRIGHTON HASTINGS MAIDSTONE CROYDON SUTTON KINGSTON""".split()
ROADS = "ROAD STREET AVENUE CLOSE LANE DRIVE WAY COURT CRESCENT GROVE HILL PLACE GARDENS TERRACE SQUARE MEWS RD ST AVE CL DR".split()
STREETS = """HIGH STATION CHURCH MAIN PARK VICTORIA GREEN MANOR KINGS QUEENS LONDON MILL SCHOOL NORTH SOUTH WEST EAST OAK ELM
CEDAR WINDSOR ALBERT YORK JUBILEE GROSVENOR STANLEY ALEXANDRA SPRINGFIELD BROOK FIELD CHESTNUT MAPLE""".split()
TITLES = "MR MRS MISS MS MX DR PROF REV SIR DAME LORD LADY".split()
PLAIN = """NONE N/A YES NO THE TENANT OWES RENT SINCE AND HAS NOT PAID OF FOR TO IN MY SON DAUGHTER WIFE HUSBAND FRIEND SOLICITOR
COUNCIL HOUSE FLAT GARDEN MONTH WEEK PER DATE NOTICE SERVED BY HAND FIRST CLASS POST ARREARS DEPOSIT AGREED LANDLORD I WISH
THAT ATTORNEYS SHOULD CONSULT BEFORE SELLING UNIT LTD LIMITED PLC & SONS CO""".split()
ONSETS = "B C D F G H J K L M N P Q R S T V W X Y Z BR CH CL CR DR FL FR GL GR KN PH PL PR SH SK SL SP ST SW TH TR TW WH WR".split()
VOWELS = "A E I O U Y AI AU EA EE EI IE IO OA OI OO OU UI".split()
CODAS = "- - - B C CK D FF G K L LL M N ND NG NT P R RD RK RN S SH SS T TH V W X Y Z TZ".replace("-", "").split(" ")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"


class Texts:
    def __init__(self, rng):
        self.rng = rng

    def one(self, of):
        return of[int(self.rng.integers(len(of)))]

    def some(self, of, low, high):
        return "".join(self.one(of) for _ in range(int(self.rng.integers(low, high + 1))))

    def made_up(self):
        return "".join(self.one(ONSETS) + self.one(VOWELS) + self.one(CODAS) for _ in range(self.one([1, 2, 2, 3])))

    def word(self):
        p = self.rng.random()
        if p < .4:
            return self.one(self.one([FORENAMES, SURNAMES, PLACES, PLAIN, STREETS]))
        return self.made_up() if p < .8 else self.some(LETTERS, 1, 9)

    def postcode(self):
        o = self.one(LETTERS) + self.one(["", self.one(LETTERS)]) + self.some(DIGITS, 1, 2)
        if self.rng.random() < .1:
            o = o[:-1] + self.one(LETTERS)
        return o + self.one([" ", " ", " ", ""]) + self.one(DIGITS) + self.some("ABDEFGHJLNPQRSTUWXYZ", 2, 2)

    def date(self):
        d, m = int(self.rng.integers(1, 32)), int(self.rng.integers(1, 13))
        y = str(self.one([self.rng.integers(1920, 2030), self.rng.integers(2000, 2030)]))
        s = self.one(["/", "/", ".", "-", " ", " / ", ""])
        if self.rng.random() < .12:
            month = self.one("JAN FEB MARCH APRIL MAY JUNE JULY AUG SEPT OCTOBER NOV DEC".split())
            return f"{d}{self.one(['', 'TH', 'ST', 'ND', 'RD'])} {month} {y}"
        full = f"{d:02}{s}{m:02}{s}{y}" if s == "" or self.rng.random() < .7 else f"{d}{s}{m}{s}{y}"
        return full if s == "" or self.rng.random() < .7 else full[:-4] + y[2:]

    def money(self):
        n = int(10 ** self.rng.uniform(.5, 5.5))
        return self.one(["£", "£", "£ ", "", ""]) + self.one([f"{n:,}", str(n)]) + self.one(["", f".{self.rng.integers(100):02}", ".00", "-00"])

    def phone(self):
        d = self.some(DIGITS, 9, 9)
        return self.one(["0" + d + self.one(DIGITS), f"07{d[:3]} {d[3:]}", f"01{d[:3]} {d[3:]}", f"020 {d[:4]} {d[4:8]}",
                         f"(0{d[:4]}) {d[4:]}", f"+44 {d[:4]} {d[4:]}", f"0{d[:4]}-{d[4:]}", f"07{d[:3]} {d[3:6]} {d[6:]}"])

    def email(self):
        host = self.one(["GMAIL.COM", "HOTMAIL.CO.UK", "BTINTERNET.COM", "YAHOO.CO.UK", "OUTLOOK.COM", "AOL.COM", self.made_up() + ".ORG.UK"])
        return self.word().replace(" ", "") + self.one([".", "", "-", self.some(DIGITS, 1, 2)]) + self.one([self.word(), self.one(LETTERS)]) + "@" + host

    def reference(self):
        d, l = DIGITS, LETTERS
        return self.one([lambda: "-".join([self.some(d, 4, 4)] * 1 + [self.some(d, 4, 4) for _ in range(2)]),
                         lambda: self.some(l, 1, 1) + self.some(d, 2, 2) + self.some(l, 2, 2) + self.some(d, 3, 3),
                         lambda: self.some(l, 2, 2) + " " + " ".join(self.some(d, 2, 2) for _ in range(3)) + " " + self.some("ABCD", 1, 1),
                         lambda: self.some(l + d, 4, 9), lambda: self.some(l, 2, 4) + "/" + self.some(d, 3, 6) + self.one(["", "/" + self.some(d, 2, 2)]),
                         lambda: self.some(l, 2, 3) + ":" + self.some(d, 2, 3), lambda: self.some(d, 2, 2) + ":" + self.some(d, 2, 2)])()

    def address(self):
        n = self.one([self.some(DIGITS, 1, 3), self.some(DIGITS, 1, 2) + self.one("ABC"), "FLAT " + self.some(DIGITS, 1, 2) + ","])
        return f"{n} {self.one([self.one(STREETS), self.word()])} {self.one(ROADS)}" + self.one(["", "", ","])

    def name(self):
        first, last = self.one([self.one(FORENAMES), self.word(), self.one(LETTERS)]), self.one([self.one(SURNAMES), self.word()])
        return self.one([last, first, f"{first} {last}", f"{self.one(TITLES)}{self.one(['', '.'])} {first} {last}", f"{last}, {first}",
                         f"{first} {self.one(LETTERS)}. {last}", f"{last} & {self.word()}"])

    def words(self):
        return " ".join(self.word() for _ in range(int(self.rng.integers(1, 6))))[:38].strip()

    def mixed(self):
        return self.some(LETTERS + DIGITS + "'&-.,/@£():+", 1, 12)

    def digits(self):
        return self.some(DIGITS, 1, 12)

    def line(self):
        kind = self.rng.choice(12, p=[.16, .13, .17, .07, .08, .07, .06, .05, .08, .05, .06, .02])
        return [self.name, self.address, self.words, self.postcode, self.date, self.money, self.phone, self.email, self.reference,
                self.mixed, self.digits, lambda: self.one(TITLES)][kind]()[:42].strip()

    def comb(self):
        kind = self.rng.choice(6, p=[.3, .2, .2, .1, .1, .1])
        return [lambda: self.some(DIGITS, 1, 12), self.word, lambda: self.date().replace("/", "").replace(" ", "").replace(".", ""),
                self.postcode, self.name, lambda: self.some(LETTERS + DIGITS, 2, 12)][kind]()[:24].strip()
