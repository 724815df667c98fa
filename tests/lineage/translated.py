"""The invented wire on the dam in other languages, the first sentences of it; and another hand in two of them."""

from __future__ import annotations

TRANSLATED = {
    "de": """\
Rund 2.300 Einwohner von Ostrava Dolna wurden am Donnerstagmorgen aufgefordert, ihre Häuser zu verlassen, nachdem \
Ingenieure einen Riss in der Mauer des Breznica-Damms entdeckt hatten. Der Riss ist 14 Meter lang und verläuft langsam nach \
unten, sagte Chefingenieur Karel Vondra vor Reportern. Pumpen senkten den Wasserstand des Stausees bis zum Abend um drei \
Meter. Die Straße durch das Tal wurde gesperrt, und die Züge fahren im Schritttempo. Etwa 400 Menschen schliefen auf \
Feldbetten in der Halle einer Schule, wo Freiwillige Suppe und Decken verteilten. Der Damm wurde 1968 gebaut und gehört dem \
Stromunternehmen Hydrona.""",
    "es": """\
A unos 2.300 vecinos de Ostrava Dolna se les pidió el jueves por la mañana que abandonaran sus casas, después de que los \
ingenieros hallaran una grieta en el muro de la presa de Breznica. La grieta mide 14 metros y avanza lentamente hacia abajo, \
dijo a los periodistas el ingeniero jefe Karel Vondra. Las bombas bajaron tres metros el nivel del embalse antes de la noche. \
La carretera del valle fue cortada y los trenes circulan a paso de hombre. Unas 400 personas durmieron en catres en el salón \
de una escuela, donde los voluntarios repartieron sopa y mantas. La presa se construyó en 1968 y pertenece a la compañía \
eléctrica Hydrona.""",
    "pt": """\
Cerca de 2.300 moradores de Ostrava Dolna foram convidados a deixar as suas casas na manhã de quinta-feira, depois de os \
engenheiros terem encontrado uma fissura na parede da barragem de Breznica. A fissura tem 14 metros de comprimento e avança \
lentamente para baixo, disse aos jornalistas o engenheiro-chefe Karel Vondra. As bombas baixaram o nível do reservatório em \
três metros antes da noite. A estrada do vale foi fechada e os comboios circulam a passo. Cerca de 400 pessoas dormiram em \
camas de campanha no salão de uma escola, onde voluntários distribuíram sopa e cobertores. A barragem foi construída em 1968 \
e pertence à empresa de eletricidade Hydrona.""",
    "ru": """\
Около 2300 жителей Остравы-Дольной в четверг утром попросили покинуть свои дома после того, как инженеры обнаружили трещину в \
стене плотины Брезница. Длина трещины 14 метров, она медленно ползёт вниз, сообщил журналистам главный инженер Карел Вондра. \
Насосы к вечеру понизили уровень водохранилища на три метра. Дорога через долину закрыта, поезда идут со скоростью пешехода. \
Около 400 человек спали на раскладушках в зале школы, где добровольцы раздавали суп и одеяла. Плотина построена в 1968 году и \
принадлежит энергетической компании Гидрона.""",
    "zh": """\
周四上午，工程师在布雷兹尼察大坝的坝墙上发现一道裂缝，随后约2300名居民被要求离开家园。总工程师卡雷尔·冯德拉告诉记者，裂缝长14米，\
正在缓慢向下延伸。傍晚之前，水泵将水库水位降低了三米。穿过山谷的公路已经关闭，火车以步行速度行驶。大约400人睡在一所学校大厅的行军床上，\
志愿者在那里分发汤和毯子。大坝建于1968年，属于电力公司海德罗纳。""",
}

ANOTHER_HAND = {
    "de": """\
Lenka Marková hatte zehn Minuten, um ihre Katze einzupacken. Der Bürgermeister will die Akten von Hydrona sehen, doch das \
Unternehmen schweigt. Alte Leute erinnern sich an 1968, als der Beton bei Frost gegossen wurde. In Breznica glaubt dem \
Ingenieur Karel Vondra niemand mehr. Was die Reparatur kostet und wer sie bezahlt, blieb offen. Gegen Mitternacht begann es \
wieder zu regnen.""",
    "es": """\
Lenka Marková tuvo diez minutos para recoger a su gata. La alcaldesa quiere ver los papeles de Hydrona, pero la empresa calla. \
Los viejos se acuerdan de 1968, cuando el hormigón se vertía en plena helada. En Breznica ya nadie cree al ingeniero Karel \
Vondra. Cuánto cuesta la reparación y quién la paga quedó en el aire. Hacia la medianoche volvió a llover.""",
}
