"""Words that name nothing: in a question to the bot they are passed over; in a channel they tell small talk from a question.

Everyday English only. A word that the schedule itself uses is never chatter (see `grammar`).
"""

from __future__ import annotations

# fmt: off
EMPTY = frozenset((
    "able about absolutely actual actually add afraid ago agree ah aha ahead alas alone along alot already alright "
    "although always amazing among angry announce announced anyhow anymore anyways anywhere apparently appear appears "
    "appearing apologies apology argh around arrive arrives arriving aside ask asked asking attend attending attended aw "
    "away awesome awkward aww back bad badly based basically became because become been beforehand begging behind being "
    "believe best bet better big bit bless bored boring bot both bother bothering bothers brilliant bring bringing "
    "bro brother bud buddy bunch busy buy bye bring call called calling came cannot care careful catch caught "
    "certain certainly chance chances change changed check checked checking choices choice choose clear clearly close "
    "closed cold collect confused confusing confirm cool correct couple course crap crazy curious currently cute damn dang "
    "dare dear decide decided def definitely delay delayed depends desperate did die died different difficult direct "
    "directly dude due dunno duh each early ease easily easy eh em enough er especially even eventually ever exact exactly "
    "except excited exciting excuse expect expected explain extra fair fairly fantastic far fast favor favorite favour "
    "favourite feel feeling felt few figure fill find finding fine finally fix folks forget forgot forgotten former "
    "fortunately forward found friend friends fun funny further genuinely getting girl glad goes gone gonna good "
    "goodbye gosh gotcha grand great greetings guess guy guys ha haha hahaha half happen happened happy hard hardly hate "
    "hear heard heck hello help helpful helps hence hehe heya highly hmm hmmm hmu hold honest honestly hope hopefully "
    "hoping howdy huge huh hurry hurt idea idk ignore imagine important imo impossible impressive incl include included "
    "including indeed information inside instead interested interesting into invited issue issues joke join joining joined "
    "kidding kind kinda kindly knew knowing known knows lad lads lame large late lately latter lead least leave leaving led "
    "left legit less let level lie likely listen listening little live lmao lmk loads lol lost lot lots loud love loved "
    "lovely luck luckily lucky mad madam main mainly major make makes making man many massive mate matter maybe mean meaning "
    "means meant meet meeting meh member mention mess mighty mind minor miss missed missing mistake mm mmm moment mostly "
    "move moved moving much must myself nah name named names naturally near nearby nearly neat necessary neither never nevermind "
    "new nice nope normal normally nobody noob note notice noticed nowhere np obvious obviously occasionally odd off "
    "offer offered often oh okay okey omg online oops ooh open opinion option options ordinary original originally "
    "otherwise ought ourselves own pal pardon part particular particularly pass past people per perfect perhaps person "
    "personally pick piece place places plan planning plans plenty plus point polite poor possible possibly practically "
    "prefer pretty previous previously probably problem problems proper properly proud put question questions quick quickly "
    "quiet quite random rather reach read reading ready real realise realize really reason reasonable recall recently "
    "recommend recommended refer regards remember repeat reply respond response rest ridiculous rly rough roughly "
    "round sad safe said salut sat saw say saying says search searching seat seats seconds sec secs see seeing seem seems seen send "
    "sense sent serious seriously several share short shortly shut sick silly similar simple simply sir sit site sleep "
    "slow slowly small smart soo sooo sorry sort sound sounds specific specifically spot stay step stick stuck stuff "
    "stupid such sucks suggest super suppose supposed sure surely surprise surprised sweet tell telling tells term terms "
    "terrible terribly thank that themselves therefore thing things think thinking thinks thought thoughts tho though "
    "thx tired together told ton tons took top total totally touch tough tried tries true truly trust try trying turn "
    "type ugh uh um uhm umm understand understood unfortunately unless unlikely unsure upon upset use used useful uses "
    "using usual usually various via visit wait waiting walk walking wanna want wanted wants was way ways weird welcome "
    "well went whatever whatsoever whenever wherever whether whoever wish woah woke won wonder wonderful wondering word "
    "work worked working works worry worse worst worth wow wrong wtf xd yea yeah yep yes yet yo youre yup yum hiya heyo "
    "dears listed lists entry entries stand wanting sees saw stuff related appear performing perform performs lecturing "
    "due slated given attend topic topics subject subjects theme content contents regards wise ish else sessions attendee "
    "attendees participant participants everybody conference's aiming pleasee please quick possible urgent asap "
    "involved doing wondered pray somewhere somehow sometime together intro introduction tell kindly dear sirs madam bots hallway"
).split())

# Words that make a message one about the people in the chat.
PERSONAL = frozenset((
    "your yours yourself you my mine myself me i we us our ours ourselves his her hers their theirs he she him guys "
    "dude bro mate buddy man"
).split())
# fmt: on
